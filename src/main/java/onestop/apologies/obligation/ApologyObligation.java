package onestop.apologies.obligation;

import java.time.Duration;
import java.time.Instant;
import onestop.kernel.AgencyCode;
import onestop.kernel.DossierCode;
import onestop.kernel.OfficerId;
import onestop.procedures.ApologyRule;
import org.jspecify.annotations.Nullable;

/**
 * One apology that is or was owed.
 *
 * @param id of the row; differs from run to run, so no evidence contains it
 * @param agency the competent agency, which owes the apology; not the desk
 * @param dates move with the dossier's clock while the letter is owed
 * @param acts what was done about it so far
 * @param revision increases with each change
 */
public record ApologyObligation(
    long id,
    Key key,
    AgencyCode agency,
    Instant openedAt,
    Dates dates,
    ObligationState state,
    Acts acts,
    @Nullable Instant endedAt,
    int eventCount,
    long revision) {

  /**
   * The dates of an obligation.
   *
   * @param dueAt the appointed moment for which the agency apologises
   * @param limitAt the last moment for the letter
   */
  public record Dates(Instant dueAt, Instant limitAt) {}

  /** What officers, or the rule pack in their silence, have done; null where nothing was done. */
  public record Acts(
      @Nullable Statement onTime,
      @Nullable Draft draft,
      @Nullable Signature signature,
      @Nullable Issue issue,
      @Nullable Waiver waiver) {
    static final Acts NONE = new Acts(null, null, null, null, null);
  }

  /**
   * The identity of an obligation, which excludes a second letter for the same lateness, whatever
   * the number of detections.
   *
   * @param appointmentNo 1 for the first appointment; the one new date of a letter starts the
   *     second
   */
  public record Key(
      DossierCode dossier, Cause cause, int appointmentNo, String rulePack, int rulePackVersion) {}

  /** The officer's statement that the dossier will be on time. */
  public record Statement(OfficerId by, Instant at) {}

  /**
   * Reason and new date as entered by the officer.
   *
   * @param text the officer's own text to the citizen; may be empty except with {@link
   *     ApologyReason#OTHER}
   * @param newDueAt the proposed appointment; null leaves it to the rule pack
   */
  public record Draft(
      ApologyReason reason, String text, @Nullable Instant newDueAt, OfficerId by, Instant at) {}

  /**
   * The signature: signer and capacity.
   *
   * @param title the line over the signature, for example {@code KT. CHỦ TỊCH}
   * @param order the number of the delegation under which a delegate signed; empty for the head
   */
  public record Signature(OfficerId by, String name, String title, String order, Instant at) {}

  /**
   * The issue of the letter.
   *
   * @param inTime at or before the limit, see {@link How#grace}
   * @param number for example {@code 012/PXL-BADINH}
   * @param newDueAt the new appointment of the letter; null if none
   */
  public record Issue(
      Instant at, boolean inTime, How how, String number, @Nullable Instant newDueAt) {}

  /** The cause of a letter's issue. */
  public enum How {
    /** The head of the agency or a delegate signed it. */
    OFFICER,
    /** No officer acted in time; the rule pack's on-silence rule applied. */
    ON_SILENCE;

    /** The period after the limit within which such a letter still counts as in time. */
    public Duration grace(ApologyRule rule) {
      return this == OFFICER ? rule.officerGrace() : rule.silenceGrace();
    }
  }

  /** The dossier that is or will be late. */
  public DossierCode dossier() {
    return key.dossier();
  }

  /** The reason of the letter or its draft; null while there is none. */
  public @Nullable ApologyReason reason() {
    Draft draft = draft();
    if (draft != null) {
      return draft.reason();
    }
    return isIssued() ? ApologyReason.NOT_STATED : null;
  }

  /** Whether the letter of this obligation is issued. */
  public boolean isIssued() {
    return issue() != null;
  }

  /**
   * Whether an officer has signed its letter or waived it; a letter issued on silence is neither.
   */
  public boolean isSettledByOfficer() {
    Issue issue = issue();
    return state == ObligationState.WAIVED || issue != null && issue.how() == How.OFFICER;
  }

  /** The appointed moment for which the agency apologises. */
  public Instant dueAt() {
    return dates.dueAt();
  }

  /** The last moment for the letter. */
  public Instant limitAt() {
    return dates.limitAt();
  }

  /** The statement that the dossier will be on time; null if there is none. */
  public @Nullable Statement onTime() {
    return acts.onTime();
  }

  /** Reason and new date; null while there are none. */
  public @Nullable Draft draft() {
    return acts.draft();
  }

  /** The signature; null while there is none, and of a letter on silence. */
  public @Nullable Signature signature() {
    return acts.signature();
  }

  /** The issue of the letter; null while it is not issued. */
  public @Nullable Issue issue() {
    return acts.issue();
  }

  /** The waiver; null if the letter is not waived. */
  public @Nullable Waiver waiver() {
    return acts.waiver();
  }

  /** The obligation after another step; one that is no longer owed has ended. */
  ApologyObligation after(ObligationState next, Instant at) {
    Instant ended = endedAt == null && !next.isOwed() ? at : endedAt;
    return new ApologyObligation(
        id, key, agency, openedAt, dates, next, acts, ended, eventCount + 1, revision + 1);
  }

  /** A copy with an officer's statement that the dossier will be on time. */
  public ApologyObligation with(Statement stated) {
    return with(new Acts(stated, draft(), signature(), issue(), waiver()));
  }

  /** A copy with that draft. */
  public ApologyObligation with(Draft drafted) {
    return with(new Acts(onTime(), drafted, signature(), issue(), waiver()));
  }

  /** A copy with that signature. */
  public ApologyObligation with(Signature signed) {
    return with(new Acts(onTime(), draft(), signed, issue(), waiver()));
  }

  /** A copy with that issue. */
  public ApologyObligation with(Issue issued) {
    return with(new Acts(onTime(), draft(), signature(), issued, waiver()));
  }

  /** A copy with that waiver. */
  public ApologyObligation with(Waiver waived) {
    return with(new Acts(onTime(), draft(), signature(), issue(), waived));
  }

  /** A copy with the present due moment and limit of its clock. */
  public ApologyObligation moved(Instant due, Instant limit) {
    return with(new Dates(due, limit), acts);
  }

  private ApologyObligation with(Acts done) {
    return with(dates, done);
  }

  private ApologyObligation with(Dates present, Acts done) {
    return new ApologyObligation(
        id, key, agency, openedAt, present, state, done, endedAt, eventCount, revision);
  }
}
