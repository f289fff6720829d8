package onestop.scenarios;

import java.time.LocalDateTime;
import java.util.List;
import onestop.kernel.Failure;
import org.jspecify.annotations.Nullable;

/**
 * What happened in a scenario.
 *
 * @param scenario what was tried
 * @param differences what differs from the expectation; empty if the scenario holds
 * @param diary what happened, in order
 * @param letters the letters of apology as PDF, in the order of their issue; empty if none was
 *     asked for
 */
public record ScenarioResult(
    Scenario scenario, List<Difference> differences, List<DiaryLine> diary, List<byte[]> letters) {
  public ScenarioResult {
    differences = List.copyOf(differences);
    diary = List.copyOf(diary);
    letters = List.copyOf(letters);
  }

  /** Whether everything was as expected. */
  public boolean holds() {
    return differences.isEmpty();
  }

  /**
   * A difference between expectation and outcome.
   *
   * @param kind the word of the expectation, {@code act} for an act whose step never waited, {@code
   *     refused} for one that was refused
   * @param refusal the reason of a refusal; null for others
   */
  public record Difference(String kind, String expected, String was, @Nullable Failure refusal) {}

  /** An act of a person, at the office's local time. */
  public record DiaryLine(LocalDateTime at, String process, String step, String outcome) {}
}
