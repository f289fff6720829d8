package onestop.models.lint.steps;

import java.util.Set;
import onestop.models.lint.Findings;
import onestop.models.lint.LintRule;
import onestop.models.lint.ModelSource;
import onestop.models.lint.Part;
import org.w3c.dom.Element;

/** A timer is set to the next mark of the legal clock. */
final class LegalTimer implements LintRule<Part> {
  @Override
  public Set<String> codes() {
    return Set.of("L014");
  }

  @Override
  public void check(Part timer, Findings findings) {
    String text = timer.element().getTextContent().strip();
    boolean cycle = !ModelSource.all(timer.element(), "timeCycle").isEmpty();
    if (!cycle || !text.equals(ModelSource.NEXT_MARK)) {
      findings.error("L014", ((Element) timer.element().getParentNode()).getAttribute("id"), text);
    }
  }
}
