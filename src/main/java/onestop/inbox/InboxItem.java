package onestop.inbox;

import java.time.Instant;
import java.util.List;
import onestop.dossiers.life.Channel;
import onestop.dossiers.life.Dossier;
import onestop.kernel.AgencyCode;
import onestop.kernel.DossierCode;
import onestop.kernel.OfficerId;
import onestop.kernel.ProcedureKey;
import onestop.procedures.LetterModel;
import onestop.sla.clock.ClockPause;
import onestop.sla.clock.Lateness;
import org.jspecify.annotations.Nullable;

/**
 * A work item in the list of its desk, with everything that a line of the list says.
 *
 * @param name the step's label in the model
 * @param role the role of the desk at which it waits now
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
    Instant createdAt,
    About about,
    Times times) {
  /** The kind of limit of an item. */
  public enum Limit {
    /** The due date of the dossier. */
    DOSSIER,
    /** The time allotted to the step; an internal limit of the desk, not a legal one. */
    STEP,
    /** The last moment for the letter of apology. */
    LETTER
  }

  /**
   * The dossier that the item is about.
   *
   * @param homeRole the role that the model names for the step; another than {@link
   *     InboxItem#role()} while an approver decides on a proposal
   * @param procedure null in a row of an older version of this program, until it is filled in
   * @param applicant the applicant's name; empty in such a row
   * @param barred the officer who may not do the step, having done the one that it checks; null if
   *     there is none
   * @param answers the marked answers of the dossier's form; null in a row of an older version of
   *     this program, until they are filled in
   */
  public record About(
      String homeRole,
      @Nullable ProcedureKey procedure,
      Dossier.Agencies agencies,
      String applicant,
      Channel channel,
      Instant receivedAt,
      @Nullable OfficerId barred,
      @Nullable MarkedAnswers answers) {}

  /**
   * The clock of the dossier.
   *
   * @param dueLawfulAt the due date by which timeliness is judged, never moved by a letter
   * @param letterBy the last moment for the letter of apology
   * @param calendar the calendar that the clock counts by, always in its newest version
   * @param hoursRevision the revision of the resolving agency's office hours
   * @param waitingSince when the clock was paused; null while it runs
   * @param waitingFor the ground of the pause
   * @param closedAt when the agency's work on the dossier ended; null while it is open
   */
  public record Times(
      Instant dueLawfulAt,
      Instant letterBy,
      String calendar,
      int hoursRevision,
      @Nullable Instant waitingSince,
      ClockPause.@Nullable Kind waitingFor,
      @Nullable Instant closedAt) {
    /** Whether the clock has been paused since on or before the lawful due date. */
    public boolean excused() {
      return waitingSince != null && !waitingSince.isAfter(dueLawfulAt);
    }

    /** Whether the dossier is or was late, as of {@code now}. */
    public boolean late(Instant now) {
      return Lateness.isLate(closedAt == null ? now : closedAt, dueLawfulAt, waitingSince);
    }
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

  /** Whether that officer may not do the step, having done the one that it checks. */
  public boolean bars(OfficerId officer) {
    return officer.equals(about.barred());
  }

  /** Whether an approver decides on a proposal at this step. */
  public boolean handedUp() {
    return !role.equals(about.homeRole());
  }
}
