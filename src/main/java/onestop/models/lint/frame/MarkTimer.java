package onestop.models.lint.frame;

import java.util.Set;
import onestop.models.lint.Findings;
import onestop.models.lint.LintRule;

/** The legal clock's timer is a boundary event of the work. */
final class MarkTimer implements LintRule<Frame> {
  @Override
  public Set<String> codes() {
    return Set.of("L018");
  }

  @Override
  public void check(Frame frame, Findings findings) {
    if (!BorderEvents.stands(frame, BorderEvents.MARK, "timerEventDefinition")) {
      findings.error("L018", Frame.WORK);
    }
  }
}
