package onestop.models.lint.steps;

import java.util.Set;
import onestop.models.lint.Findings;
import onestop.models.lint.LintRule;
import onestop.models.lint.Part;
import org.w3c.dom.Element;

/** A timer is a boundary event of a sub-process; elsewhere a migration would fire it again. */
final class TimerOnBorder implements LintRule<Part> {
  @Override
  public Set<String> codes() {
    return Set.of("L015", "L016");
  }

  @Override
  public void check(Part timer, Findings findings) {
    Element event = (Element) timer.element().getParentNode();
    if (!event.getLocalName().equals("boundaryEvent")) {
      boolean inEventSubProcess =
          event.getParentNode() instanceof Element scope
              && scope.getAttribute("triggeredByEvent").equals("true");
      findings.error(inEventSubProcess ? "L015" : "L016", event.getAttribute("id"));
    }
  }
}
