package onestop.batch;

/** The priority of an item; all items of a batch have the same. */
public enum Priority {
  /** A person waits for the answer. */
  INTERACTIVE,
  /**
   * No person waits: sweeps, prints. Background items run when no interactive item can run, and
   * otherwise after at most {@link BatchQueue#PASSES} interactive batches.
   */
  BACKGROUND
}
