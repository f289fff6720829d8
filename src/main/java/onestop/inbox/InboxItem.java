package onestop.inbox;

import java.time.Instant;
import java.util.List;
import onestop.kernel.AgencyCode;
import onestop.kernel.DossierCode;
import onestop.kernel.OfficerId;
import onestop.procedures.LetterModel;
import org.jspecify.annotations.Nullable;

/**
 * A work item in the list of its desk.
 *
 * @param name the step's label in the model
 * @param dueAt the current due date of the whole dossier
 * @param limitAt the limit of the item itself: the end of the time allotted to its step, or the
 *     last moment for its letter; {@link onestop.sla.SlaClocks#PARKED} if it has no limit of its
 *     own, null while not computed
 * @param assignee the officer who holds the item; null while it is free
 */
public record InboxItem(
    String workItemId,
    DossierCode dossier,
    String step,
    String name,
    String role,
    AgencyCode agency,
    @Nullable OfficerId assignee,
    List<String> outcomes,
    Instant dueAt,
    @Nullable Instant limitAt,
    Instant createdAt) {
  /** The kind of limit of an item. */
  public enum Limit {
    /** The due date of the dossier. */
    DOSSIER,
    /** The time allotted to the step; an internal limit of the desk, not a legal one. */
    STEP,
    /** The last moment for the letter of apology. */
    LETTER
  }

  /** The moment that determines the item's place in the list: the earlier of limit and due date. */
  public Instant ownDueAt() {
    return limitAt != null && limitAt.isBefore(dueAt) ? limitAt : dueAt;
  }

  /** The kind of limit of {@link #ownDueAt()}. */
  public Limit limit() {
    if (LetterModel.STEPS.contains(step)) {
      return Limit.LETTER;
    }
    return ownDueAt().equals(dueAt) ? Limit.DOSSIER : Limit.STEP;
  }
}
