package onestop.procedures;

import java.util.Map;
import onestop.agencies.Role;

/**
 * The bounds of a regime on officers' moves of legal clocks. A move that is not named is not
 * allowed.
 *
 * @param reasonLetters the least number of letters in a reason
 * @param referenceLetters the least number of letters and digits in a legal basis or in a
 *     document's number
 */
public record Bounds(int reasonLetters, int referenceLetters, Map<ClockMove, Bound> moves) {
  /** No move is allowed. */
  static final Bounds NONE = new Bounds(10, 3, Map.of());

  static final Bound NOT_PROVIDED = new Bound(0, 0, null, Role.HEAD_OF_AGENCY, "", "D");

  public Bounds {
    moves = Map.copyOf(moves);
  }
}
