package onestop.facts;

import java.util.OptionalLong;

/**
 * A part of a whole in percent. Every rate on a page, in a file or in an answer is made here, so
 * that the same two numbers are never rounded in two ways.
 *
 * @param part 0 to {@code whole}
 * @param whole what it is a part of; of nothing there is no rate
 */
public record Rate(long part, long whole) {

  /** Tenths of a percent, half rounded up; empty if there is nothing to be a part of. */
  public OptionalLong tenths() {
    return whole == 0
        ? OptionalLong.empty()
        : OptionalLong.of(Math.floorDiv(2000 * part + whole, 2 * whole));
  }

  /** Whether there is anything to be a part of. */
  public boolean isDefined() {
    return whole != 0;
  }

  /** In percent, to one decimal; not asked of nothing. */
  public double percent() {
    return tenths().orElseThrow() / 10.0;
  }
}
