package onestop.models.lint.frame;

import java.util.List;
import java.util.Set;
import java.util.function.Function;
import onestop.models.lint.Findings;
import onestop.models.lint.LintRule;

/** The one flow of each of the steps leads to {@code next}, or to an end if none is named. */
record FixedWay(Function<Frame, List<String>> steps, String next) implements LintRule<Frame> {
  /** From the start event. */
  static FixedWay fromStart(String next) {
    return new FixedWay(frame -> frame.graph().ofKind("startEvent"), next);
  }

  /** From one step. */
  static FixedWay from(String step, String next) {
    return new FixedWay(frame -> frame.has(step) ? List.of(step) : List.of(), next);
  }

  /** From one step to an end event. */
  static FixedWay toEnd(String step) {
    return from(step, "");
  }

  @Override
  public Set<String> codes() {
    return Set.of("L062");
  }

  @Override
  public void check(Frame frame, Findings findings) {
    for (String step : steps.apply(frame)) {
      List<String> out = frame.out(step);
      boolean right =
          out.size() == 1
              && (next.isEmpty()
                  ? frame.graph().kind(out.get(0)).equals("endEvent")
                  : out.get(0).equals(next));
      if (!right) {
        findings.error("L062", step, next.isEmpty() ? "endEvent" : next);
      }
    }
  }
}
