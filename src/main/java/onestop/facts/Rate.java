package onestop.facts;

import java.util.OptionalLong;

/**
 * A part of a whole in percent. Every rate on a page, in a file or in an answer is computed here,
 * so that the same two numbers are always rounded in the same way.
 *
 * @param part 0 to {@code whole}
 * @param whole the whole; with 0 there is no rate
 */
public record Rate(long part, long whole) {

  /** Tenths of a percent, half rounded up; empty if the whole is 0. */
  public OptionalLong tenths() {
    return whole == 0
        ? OptionalLong.empty()
        : OptionalLong.of(Math.floorDiv(2000 * part + whole, 2 * whole));
  }

  /** Whether there is a rate: the whole is not 0. */
  public boolean isDefined() {
    return whole != 0;
  }

  /** In percent, to one decimal; the rate must be {@linkplain #isDefined() defined}. */
  public double percent() {
    return tenths().orElseThrow() / 10.0;
  }
}
