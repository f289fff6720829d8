package onestop.engine;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * The user tasks of the newest deployed version of a model, by id.
 *
 * @param steps empty if no version is deployed
 */
public record Course(Map<String, Step> steps) {
  public Course {
    steps = Map.copyOf(steps);
  }

  /**
   * A user task.
   *
   * @param allotted the working time allotted to it, a day counted as eight hours; empty if the
   *     model gives none
   * @param normalOutcome the outcome of the normal course
   */
  public record Step(
      AgencySide side, Optional<Duration> allotted, String normalOutcome, StepPlace place) {}
}
