package onestop.models.trial;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What came of a trial. Texts are in both languages, by {@code vi} and {@code en}.
 *
 * @param scenarios in the order in which they are written
 * @param flows the number of flows of the model
 * @param missed the flows that no scenario took, by their ids
 * @param stopped why the trial did not come to its end; null if it did
 */
public record TrialReport(
    List<Tried> scenarios, int flows, List<String> missed, @Nullable Stop stopped) {
  public TrialReport {
    scenarios = List.copyOf(scenarios);
    missed = List.copyOf(missed);
  }

  /** Whether every scenario holds and every flow was taken. */
  public boolean holds() {
    return stopped == null
        && !scenarios.isEmpty()
        && flows > 0
        && scenarios.stream().allMatch(Tried::holds)
        && missed.isEmpty();
  }

  /**
   * A scenario that was run.
   *
   * @param said what differs from its expectation, one sentence each
   * @param diary what people did, one line each
   * @param letters the number of letters of apology
   */
  public record Tried(
      Map<String, String> names,
      boolean holds,
      List<Map<String, String>> said,
      List<String> diary,
      int letters) {
    public Tried {
      names = Map.copyOf(names);
      said = List.copyOf(said);
      diary = List.copyOf(diary);
    }
  }

  /** Why a trial did not come to its end. */
  public enum Reason {
    /** It took longer than a trial may. */
    TIME,
    /** It ended with an error. */
    ERROR,
    /** It could not be started. */
    START
  }

  /**
   * The end of a trial before its end.
   *
   * @param detail what the trial said last; may be empty
   */
  public record Stop(Reason reason, String detail) {}
}
