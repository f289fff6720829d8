package onestop.engine;

import java.util.List;

/**
 * A step that may begin when another one ends.
 *
 * @param role the candidate role in lower case
 * @param through the ids of the service tasks on the way, in their order
 */
public record FollowingStep(String step, String role, AgencySide side, List<String> through) {
  public FollowingStep {
    through = List.copyOf(through);
  }
}
