package onestop.models.trial;

import java.util.List;

/**
 * What is to be tried with a version: its own scenarios, or those of the linked procedures that it
 * is a part of.
 *
 * @param parts one for each model that has scenarios
 * @param sha256 of all texts; a trial is evidence for a version while this is the same
 */
public record TrialPlan(List<ScenarioRevision> parts, String sha256) {
  public TrialPlan {
    parts = List.copyOf(parts);
  }
}
