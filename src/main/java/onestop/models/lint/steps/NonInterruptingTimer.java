package onestop.models.lint.steps;

import java.util.Set;
import onestop.models.lint.Findings;
import onestop.models.lint.LintRule;
import onestop.models.lint.Part;
import org.w3c.dom.Element;

/** The legal timer does not interrupt the work. */
final class NonInterruptingTimer implements LintRule<Part> {
  @Override
  public Set<String> codes() {
    return Set.of("L017");
  }

  @Override
  public void check(Part timer, Findings findings) {
    Element event = (Element) timer.element().getParentNode();
    if (event.getLocalName().equals("boundaryEvent")
        && !event.getAttribute("cancelActivity").equals("false")) {
      findings.error("L017", event.getAttribute("id"));
    }
  }
}
