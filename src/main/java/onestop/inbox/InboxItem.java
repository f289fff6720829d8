package onestop.inbox;

import java.time.Instant;
import java.util.List;
import onestop.kernel.AgencyCode;
import onestop.kernel.DossierCode;
import onestop.kernel.OfficerId;
import onestop.procedures.LetterModel;
import org.jspecify.annotations.Nullable;

/**
 * A work item as its desk sees it.
 *
 * @param name the step's label in the model
 * @param dueAt the current due date of the whole dossier
 * @param limitAt when this item itself should be done: the end of the time allotted to its step, or
 *     the last moment for its letter; {@link onestop.sla.SlaClocks#PARKED} if it has no limit of
 *     its own, null while nobody has reckoned it
 * @param assignee who holds it; null while it is free
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
  /** What an item has to be done by. */
  public enum Limit {
    /** The due date of the dossier. */
    DOSSIER,
    /** The time allotted to the step; it binds the desk, not the law. */
    STEP,
    /** The last moment for the letter of apology. */
    LETTER
  }

  /** The moment that drives its place in the list: the earlier of limit and due date. */
  public Instant ownDueAt() {
    return limitAt != null && limitAt.isBefore(dueAt) ? limitAt : dueAt;
  }

  /** Which limit {@link #ownDueAt()} is. */
  public Limit limit() {
    if (LetterModel.STEPS.contains(step)) {
      return Limit.LETTER;
    }
    return ownDueAt().equals(dueAt) ? Limit.DOSSIER : Limit.STEP;
  }
}
