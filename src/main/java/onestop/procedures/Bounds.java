package onestop.procedures;

import java.util.Map;
import onestop.agencies.Role;

/**
 * What a regime lets officers do to legal clocks. A move that is not named is not allowed.
 *
 * @param reasonLetters the fewest letters of a reason
 * @param referenceLetters the fewest letters and digits of a legal basis or of a document's number
 */
public record Bounds(int reasonLetters, int referenceLetters, Map<ClockMove, Bound> moves) {
  /** Nothing is allowed. */
  static final Bounds NONE = new Bounds(10, 3, Map.of());

  static final Bound NOT_PROVIDED = new Bound(0, 0, null, Role.HEAD_OF_AGENCY, "", "D");

  public Bounds {
    moves = Map.copyOf(moves);
  }
}
