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
 * @param dueAt the appointed moment for which the agency apologises
 * @param limitAt the last moment for the letter; moves with the dossier's clock while the letter is
 *     owed
 * @param revision increases with each change
 */
public record ApologyObligation(
    long id,
    Key key,
    AgencyCode agency,
    ObligationState state,
    Instant openedAt,
    Instant dueAt,
    Instant limitAt,
    @Nullable Statement onTime,
    @Nullable Draft draft,
    @Nullable Signature signature,
    @Nullable Issue issue,
    @Nullable Waiver waiver,
    @Nullable Instant endedAt,
    int eventCount,
    long revision) {

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
    if (draft != null) {
      return draft.reason();
    }
    return issue == null ? null : ApologyReason.NOT_STATED;
  }

  /** Whether the letter of this obligation is issued. */
  public boolean isIssued() {
    return issue != null;
  }

  /**
   * Whether an officer has signed its letter or waived it; a letter issued on silence is neither.
   */
  public boolean isSettledByOfficer() {
    return state == ObligationState.WAIVED || issue != null && issue.how() == How.OFFICER;
  }

  /** The obligation after another step; one that is no longer owed has ended. */
  ApologyObligation after(ObligationState next, Instant at) {
    return new ApologyObligation(
        id,
        key,
        agency,
        next,
        openedAt,
        dueAt,
        limitAt,
        onTime,
        draft,
        signature,
        issue,
        waiver,
        endedAt == null && !next.isOwed() ? at : endedAt,
        eventCount + 1,
        revision + 1);
  }

  /** A copy with an officer's statement that the dossier will be on time. */
  public ApologyObligation with(Statement said) {
    return new ApologyObligation(
        id,
        key,
        agency,
        state,
        openedAt,
        dueAt,
        limitAt,
        said,
        draft,
        signature,
        issue,
        waiver,
        endedAt,
        eventCount,
        revision);
  }

  /** A copy with that draft. */
  public ApologyObligation with(Draft drafted) {
    return new ApologyObligation(
        id,
        key,
        agency,
        state,
        openedAt,
        dueAt,
        limitAt,
        onTime,
        drafted,
        signature,
        issue,
        waiver,
        endedAt,
        eventCount,
        revision);
  }

  /** A copy with that signature. */
  public ApologyObligation with(Signature signed) {
    return new ApologyObligation(
        id,
        key,
        agency,
        state,
        openedAt,
        dueAt,
        limitAt,
        onTime,
        draft,
        signed,
        issue,
        waiver,
        endedAt,
        eventCount,
        revision);
  }

  /** A copy with that issue. */
  public ApologyObligation with(Issue issued) {
    return new ApologyObligation(
        id,
        key,
        agency,
        state,
        openedAt,
        dueAt,
        limitAt,
        onTime,
        draft,
        signature,
        issued,
        waiver,
        endedAt,
        eventCount,
        revision);
  }

  /** A copy with that waiver. */
  public ApologyObligation with(Waiver waived) {
    return new ApologyObligation(
        id,
        key,
        agency,
        state,
        openedAt,
        dueAt,
        limitAt,
        onTime,
        draft,
        signature,
        issue,
        waived,
        endedAt,
        eventCount,
        revision);
  }

  /** A copy with the present due moment and limit of its clock. */
  public ApologyObligation moved(Instant due, Instant limit) {
    return new ApologyObligation(
        id,
        key,
        agency,
        state,
        openedAt,
        due,
        limit,
        onTime,
        draft,
        signature,
        issue,
        waiver,
        endedAt,
        eventCount,
        revision);
  }
}
