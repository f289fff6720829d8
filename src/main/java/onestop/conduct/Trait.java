package onestop.conduct;

/**
 * A fact around lateness that an auditor may examine. It is no accusation: each fact can have
 * lawful reasons, and the officer can record them as an explanation. Its words are the messages
 * {@code trait.name.*}, {@code trait.define.*} and {@code trait.fact.*}.
 */
public enum Trait {
  /** A pause that began when most of the limit had elapsed. */
  LATE_PAUSE,
  /** The limit was extended by statute, or another day was agreed with the applicant. */
  EXTENDED,
  /** A move or a pause of the clock was reversed as a mistake. */
  CORRECTED,
  /** Papers were requested again. */
  REPEATED_SUPPLEMENT,
  /** Recorded as resolved, with the result not handed over for a long time. */
  NOT_HANDED_OVER,
  /** Resolved shortly before the office closed. */
  AT_CLOSING_TIME,
  /** Resolved together with many others by one officer. */
  CLOSED_TOGETHER,
  /** Withdrawn, and soon after the same applicant applied for the same procedure. */
  WITHDRAWN_AND_AGAIN,
  /** The letter gives its reason in the same words as other letters of the agency. */
  SAME_WORDS,
  /** Received long after it was submitted. */
  RECEIVED_LATER,
  /** The last steps were entered together after a long time without any step. */
  STEPS_AT_ONCE
}
