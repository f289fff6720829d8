package onestop.dossiers.steps;

import onestop.kernel.DossierCode;
import org.jspecify.annotations.Nullable;

/**
 * The result of claiming the first free item of several.
 *
 * @param claimed the item that the officer holds now; null if none was free
 * @param locked the first item that was passed over because its dossier was locked; null if an item
 *     was claimed, or none was locked
 */
public record FirstFree(@Nullable Candidate claimed, @Nullable Candidate locked) {
  /** An item that may be free. */
  public record Candidate(String workItemId, DossierCode dossier) {}
}
