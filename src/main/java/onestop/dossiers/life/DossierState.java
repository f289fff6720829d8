package onestop.dossiers.life;

/** The states of a dossier. */
public enum DossierState {
  /** Submitted by the applicant, not yet accepted by a desk; the clock does not run. */
  SUBMITTED,
  /** Accepted: the receipt with the appointment has been given and the clock runs. */
  RECEIVED,
  /** An officer has begun the work. */
  IN_PROGRESS,
  /** The applicant was asked for papers; the clock is paused. */
  WAITING_FOR_SUPPLEMENT,
  /** The applicant was asked to pay; the clock is paused. */
  WAITING_FOR_PAYMENT,
  /** A notice is posted in public for a time that the law leaves out; the clock is paused. */
  WAITING_FOR_POSTING,
  /** Finished: result and signature exist. Here the dossier is judged on time or late. */
  RESOLVED,
  /** The result was handed over. */
  RETURNED,
  /** Refused with a reason. */
  REFUSED,
  /** Withdrawn by the applicant. */
  WITHDRAWN,
  /** Stopped, for example because a supplement never came. */
  STOPPED;

  /** Whether the agency still owes a decision. */
  public boolean isOpen() {
    return ordinal() < RESOLVED.ordinal();
  }

  /** Whether the clock is paused, until the applicant has acted or a posting is over. */
  public boolean isWaiting() {
    return this == WAITING_FOR_SUPPLEMENT
        || this == WAITING_FOR_PAYMENT
        || this == WAITING_FOR_POSTING;
  }
}
