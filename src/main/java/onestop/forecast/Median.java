package onestop.forecast;

import java.util.Arrays;

/** The median of a number of durations. */
public final class Median {
  /** As many cases as an agency must have had before its own history counts. */
  public static final int ENOUGH = 20;

  private Median() {}

  /**
   * The value that half of the values do not exceed: of an even number the lower of the two in the
   * middle, so that the result is one of the values.
   *
   * @throws IllegalArgumentException if there are no values
   */
  public static long of(long[] values) {
    if (values.length == 0) {
      throw new IllegalArgumentException("no values");
    }
    long[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[(sorted.length - 1) / 2];
  }
}
