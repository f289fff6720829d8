package onestop.files;

/** What the virus scanner has said of a stored file. */
public enum ScanState {
  /** It found nothing. */
  CLEAN,
  /** It found something: the file is not opened. */
  INFECTED,
  /** It gave no verdict yet: the file is scanned before it is opened. */
  NOT_SCANNED
}
