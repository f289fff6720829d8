package onestop.models.lint.frame;

import java.util.Set;
import java.util.function.Predicate;
import onestop.models.lint.Findings;
import onestop.models.lint.LintRule;

/** The frame has the step, in every model that meets the condition. */
record RequiredStep(String kind, String step, Predicate<Frame> where) implements LintRule<Frame> {
  /** A step of any kind. */
  static RequiredStep of(String step, Predicate<Frame> where) {
    return new RequiredStep("", step, where);
  }

  @Override
  public Set<String> codes() {
    return Set.of("L053");
  }

  @Override
  public void check(Frame frame, Findings findings) {
    String found = frame.graph().kind(step);
    boolean missing = kind.isEmpty() ? found.isEmpty() : !found.equals(kind);
    if (missing && where.test(frame)) {
      findings.error("L053", frame.graph().id(), step);
    }
  }
}
