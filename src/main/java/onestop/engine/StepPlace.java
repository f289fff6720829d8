package onestop.engine;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The place of a step in its model.
 *
 * @param following the steps that begin when this one ends, by outcome; no entry for an outcome
 *     after which the work is over
 * @param notBy the step whose officer may not end this one; null if the model names none
 * @param kept whether another step names this one so: its officer is kept with the dossier
 */
public record StepPlace(
    Map<String, List<FollowingStep>> following, @Nullable String notBy, boolean kept) {
  /** A step about whose surroundings nothing is known. */
  public static final StepPlace UNKNOWN = new StepPlace(Map.of(), null, false);

  public StepPlace {
    following = Map.copyOf(following);
  }

  /** The steps that begin when the step ends with that outcome; empty if none does. */
  public List<FollowingStep> after(String outcome) {
    return following.getOrDefault(outcome, List.of());
  }
}
