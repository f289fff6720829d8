package onestop.conduct;

/**
 * A fact around lateness that an auditor may want to look at. It accuses nobody: each has lawful
 * reasons too, and a place for the officer to give them. Its words are the messages {@code
 * trait.name.*}, {@code trait.define.*} and {@code trait.fact.*}.
 */
public enum Trait {
  /** A pause that began when most of the limit was gone. */
  LATE_PAUSE,
  /** The limit was extended by statute, or another day agreed upon with the applicant. */
  EXTENDED,
  /** A move or a pause of the clock was taken back as a mistake. */
  CORRECTED,
  /** Papers were asked for again. */
  REPEATED_SUPPLEMENT,
  /** Recorded as resolved, and the result not handed over for long. */
  NOT_HANDED_OVER,
  /** Resolved shortly before the office closed. */
  AT_CLOSING_TIME,
  /** Resolved together with many others by one officer. */
  CLOSED_TOGETHER,
  /** Withdrawn, and the same applicant handed in the same procedure soon after. */
  WITHDRAWN_AND_AGAIN,
  /** The letter gives its reason in the same words as other letters of the agency. */
  SAME_WORDS,
  /** Received long after it was submitted. */
  RECEIVED_LATER,
  /** The last steps were entered at once after a long silence. */
  STEPS_AT_ONCE
}
