package onestop.batch;

/**
 * The bounds of a queue.
 *
 * @param batch the maximum number of items in one batch
 * @param lanes the maximum number of batches that run at the same time
 * @param queue the maximum number of waiting items
 * @param alone the maximum number of items that run alone at the same time, in addition to the
 *     lanes
 */
public record Limits(int batch, int lanes, int queue, int alone) {
  /**
   * Checks the bounds.
   *
   * @throws IllegalArgumentException if one of them is less than one
   */
  public Limits {
    if (batch < 1 || lanes < 1 || queue < 1 || alone < 1) {
      throw new IllegalArgumentException("a bound is less than one");
    }
  }
}
