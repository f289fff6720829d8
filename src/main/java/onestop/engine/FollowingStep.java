package onestop.engine;

import java.util.List;

/**
 * A step that may begin when another one ends.
 *
 * @param role the candidate role in lower case
 * @param through the ids of the service tasks on the way, in their order
 * @param direct whether nothing but choices lies on the way, all in one sub-process: then the step
 *     can be left again without a trace in the process
 */
public record FollowingStep(
    String step, String role, AgencySide side, List<String> through, boolean direct) {
  public FollowingStep {
    through = List.copyOf(through);
  }
}
