package onestop.models.lint.frame;

import java.util.Set;
import onestop.models.lint.Findings;
import onestop.models.lint.LintRule;

/** The withdrawal is a boundary event of the work. */
final class WithdrawalEvent implements LintRule<Frame> {
  @Override
  public Set<String> codes() {
    return Set.of("L054");
  }

  @Override
  public void check(Frame frame, Findings findings) {
    if (!BorderEvents.stands(frame, BorderEvents.WITHDRAWAL, "messageEventDefinition")) {
      findings.error("L054", Frame.WORK);
    }
  }
}
