package onestop.reports;

/** Why an auditor may open personal data; the words are the messages {@code lookup.purpose.*}. */
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
  /** Something else, in the auditor's words. */
  OTHER
}
