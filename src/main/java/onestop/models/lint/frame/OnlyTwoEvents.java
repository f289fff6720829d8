package onestop.models.lint.frame;

import java.util.Set;
import onestop.models.lint.Findings;
import onestop.models.lint.LintRule;
import org.w3c.dom.Element;

/** A model has no boundary event other than the mark timer and the withdrawal. */
final class OnlyTwoEvents implements LintRule<Frame> {
  @Override
  public Set<String> codes() {
    return Set.of("L056");
  }

  @Override
  public void check(Frame frame, Findings findings) {
    for (Element event : frame.model().all("boundaryEvent")) {
      String id = event.getAttribute("id");
      if (!Set.of(BorderEvents.MARK, BorderEvents.WITHDRAWAL).contains(id)) {
        findings.error("L056", id);
      }
    }
  }
}
