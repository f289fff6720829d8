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
 * @param id of the row; differs from run to run, so it stands in no evidence
 * @param agency the competent agency: it owes the apology, not the desk
 * @param dueAt the appointed moment that is apologised for
 * @param limitAt the last moment for the letter; moves with the dossier's clock while it is owed
 * @param revision grows with each change
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
   * What makes an obligation the same one: never two letters for the same lateness, whoever notices
   * it and however often.
   *
   * @param appointmentNo 1 for the first appointment; the one new date of a letter begins the
   *     second
   */
  public record Key(
      DossierCode dossier, Cause cause, int appointmentNo, String rulePack, int rulePackVersion) {}

  /** The officer's word that the dossier will be on time. */
  public record Statement(OfficerId by, Instant at) {}

  /**
   * Reason and new date as the officer wrote them.
   *
   * @param text the officer's own words to the citizen; may be empty but for {@link
   *     ApologyReason#OTHER}
   * @param newDueAt the proposed appointment; null leaves it to the rule pack
   */
  public record Draft(
      ApologyReason reason, String text, @Nullable Instant newDueAt, OfficerId by, Instant at) {}

  /**
   * Who signed, and in which capacity.
   *
   * @param title the line over the signature, for example {@code KT. CHỦ TỊCH}
   * @param order the number of the delegation under which a delegate signed; empty for the head
   */
  public record Signature(OfficerId by, String name, String title, String order, Instant at) {}

  /**
   * The letter's issue.
   *
   * @param inTime at or before the limit, see {@link How#grace}
   * @param number for example {@code 012/PXL-BADINH}
   * @param newDueAt the new appointment the letter gives; null if none
   */
  public record Issue(
      Instant at, boolean inTime, How how, String number, @Nullable Instant newDueAt) {}

  /** Who let the letter go. */
  public enum How {
    /** The head of the agency or a delegate signed it. */
    OFFICER,
    /** Nobody acted in time; the rule pack's on-silence rule did. */
    ON_SILENCE;

    /** How long after its limit such a letter still counts as in time. */
    public Duration grace(ApologyRule rule) {
      return this == OFFICER ? rule.officerGrace() : rule.silenceGrace();
    }
  }

  /** The dossier that is or will be late. */
  public DossierCode dossier() {
    return key.dossier();
  }

  /** The reason of the letter or its draft; null while nobody has given one. */
  public @Nullable ApologyReason reason() {
    if (draft != null) {
      return draft.reason();
    }
    return issue == null ? null : ApologyReason.NOT_STATED;
  }

  /** Whether a letter of this obligation is out. */
  public boolean isIssued() {
    return issue != null;
  }

  /**
   * Whether an officer has signed its letter or waived it; a letter issued on silence is neither.
   */
  public boolean isSettledByOfficer() {
    return state == ObligationState.WAIVED || issue != null && issue.how() == How.OFFICER;
  }

  /** As it stands after another step: an obligation that is no longer owed has ended. */
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

  /** With an officer's word that the dossier will be on time. */
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

  /** With that draft. */
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

  /** With that signature. */
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

  /** With that issue. */
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

  /** With that waiver. */
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

  /** With the moments that its clock names now. */
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
