package onestop.batch;

/**
 * The bounds of a queue.
 *
 * @param batch items of one batch, at most
 * @param lanes batches that run at the same time, at most
 * @param queue items that may wait
 * @param alone items that run alone at the same time, at most, beside the lanes
 */
public record Limits(int batch, int lanes, int queue, int alone) {
  /**
   * Bounds that let something run.
   *
   * @throws IllegalArgumentException if one of them is less than one
   */
  public Limits {
    if (batch < 1 || lanes < 1 || queue < 1 || alone < 1) {
      throw new IllegalArgumentException("a bound is less than one");
    }
  }
}
