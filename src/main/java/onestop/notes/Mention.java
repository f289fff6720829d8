package onestop.notes;

import java.time.Instant;
import onestop.kernel.DossierCode;
import onestop.kernel.OfficerId;
import org.jspecify.annotations.Nullable;

/**
 * A note that mentions an officer.
 *
 * @param text the note as it stands
 * @param seenAt when the officer said that it was seen; null before
 */
public record Mention(
    DossierCode dossier, int no, OfficerId by, String text, Instant at, @Nullable Instant seenAt) {
  /** The only form allowed in a log: a note may hold personal data. */
  @Override
  public String toString() {
    return "Mention[" + dossier + ", " + no + "]";
  }
}
