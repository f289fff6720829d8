package onestop.scenarios;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import onestop.kernel.Failure;

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

  /**
   * Writes the letters of apology into a folder, each named after its process, its scenario and its
   * number, counted from 1.
   *
   * @throws Failure {@code scenarios/no-folder}
   */
  public void writeLetters(Path folder) {
    try {
      Files.createDirectories(folder);
      for (Map.Entry<ScenarioFile, List<ScenarioResult>> of : results.entrySet()) {
        int scenario = 0;
        for (ScenarioResult result : of.getValue()) {
          scenario++;
          for (int i = 0; i < result.letters().size(); i++) {
            String name = "%s-%d-%d.pdf".formatted(of.getKey().processKey(), scenario, i + 1);
            Files.write(folder.resolve(name), result.letters().get(i));
          }
        }
      }
    } catch (IOException e) {
      throw Failure.badInput("scenarios", "no-folder", "folder", folder.toString()).causedBy(e);
    }
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
