package onestop.models.lint.frame;

import java.util.Set;
import onestop.models.lint.Findings;
import onestop.models.lint.LintRule;
import onestop.models.lint.ModelSource;
import org.w3c.dom.Element;

/** A withdrawal interrupts the work and waits for the message of that name. */
final class WithdrawalInterrupts implements LintRule<Frame> {
  @Override
  public Set<String> codes() {
    return Set.of("L055");
  }

  @Override
  public void check(Frame frame, Findings findings) {
    Element withdrawal = frame.graph().nodes().get(BorderEvents.WITHDRAWAL);
    if (withdrawal == null) {
      return;
    }
    String message =
        ModelSource.children(withdrawal, ModelSource.BPMN, "messageEventDefinition").stream()
            .map(definition -> definition.getAttribute("messageRef"))
            .findFirst()
            .orElse("");
    boolean named = "withdrawal_requested".equals(frame.model().messages().get(message));
    if (!named || withdrawal.getAttribute("cancelActivity").equals("false")) {
      findings.error("L055", BorderEvents.WITHDRAWAL);
    }
  }
}
