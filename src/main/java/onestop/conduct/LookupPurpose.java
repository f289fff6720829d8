package onestop.conduct;

/**
 * Why personal data may be opened from outside; the words are the messages {@code
 * lookup.purpose.*}.
 */
public enum LookupPurpose {
  /** An inspection by plan or by order. */
  INSPECTION,
  /** A complaint or a denunciation is looked into. */
  COMPLAINT,
  /** Feedback or a petition of a citizen is answered. */
  PETITION,
  /** A hearing asks for this dossier. */
  HEARING,
  /** A difference that a check has named is followed up. */
  DIFFERENCE,
  /** The work of an agency below is directed, speeded up or supervised. */
  SUPERVISION,
  /** Something else, in the reader's words. */
  OTHER
}
