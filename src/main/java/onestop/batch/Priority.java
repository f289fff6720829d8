package onestop.batch;

/** Which of the waiting items a batch is made of. */
public enum Priority {
  /** Somebody waits for the answer. */
  INTERACTIVE,
  /**
   * Nobody waits: sweeps, prints. Goes when no interactive item can, and after at most {@link
   * BatchQueue#PASSES} interactive batches all the same.
   */
  BACKGROUND
}
