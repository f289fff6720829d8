package onestop.models.lint.frame;

import java.util.Set;
import onestop.models.lint.Findings;
import onestop.models.lint.LintRule;
import org.w3c.dom.Element;

/** The only sub-process is that of the work. */
final class OneWork implements LintRule<Frame> {
  @Override
  public Set<String> codes() {
    return Set.of("L052");
  }

  @Override
  public void check(Frame frame, Findings findings) {
    for (Element part : frame.model().all("subProcess")) {
      if (!part.getAttribute("id").equals(Frame.WORK)) {
        findings.error("L052", part.getAttribute("id"));
      }
    }
  }
}
