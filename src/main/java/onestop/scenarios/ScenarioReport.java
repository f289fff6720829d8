package onestop.scenarios;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The outcome of scenarios.
 *
 * @param results by file, in the order of the files and of their scenarios
 * @param coverage the flows of the models that were tried, by process
 */
public record ScenarioReport(
    Map<ScenarioFile, List<ScenarioResult>> results, Map<String, Coverage> coverage) {

  /** Whether every scenario holds and every flow was taken. */
  public boolean holds() {
    return results.values().stream().flatMap(List::stream).allMatch(ScenarioResult::holds)
        && coverage.values().stream().allMatch(tried -> tried.missed().isEmpty());
  }

  /** The flows of a model, and those of them that a scenario took. */
  public record Coverage(Set<String> known, Set<String> taken) {
    public Coverage {
      known = Set.copyOf(known);
      taken = Set.copyOf(taken);
    }

    /** The flows that no scenario took, in the order of their ids. */
    public Set<String> missed() {
      Set<String> missed = new TreeSet<>(known);
      missed.removeAll(taken);
      return missed;
    }
  }
}
