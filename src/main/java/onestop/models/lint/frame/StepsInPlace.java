package onestop.models.lint.frame;

import java.util.Set;
import onestop.models.lint.Findings;
import onestop.models.lint.FlowGraph;
import onestop.models.lint.LintRule;
import onestop.procedures.AnnouncedStep;
import org.w3c.dom.Element;

/** Steps that stop or move the clock are within the work, endings after it. */
final class StepsInPlace implements LintRule<Frame> {
  @Override
  public Set<String> codes() {
    return Set.of("L060", "L061");
  }

  @Override
  public void check(Frame frame, Findings findings) {
    for (Element work : frame.model().all("subProcess")) {
      for (String step : FlowGraph.of(work).ofKind("serviceTask")) {
        if (AnnouncedStep.of(step).filter(announced -> !announced.isWithinWork()).isPresent()) {
          findings.error("L060", step, Frame.WORK);
        }
      }
    }
    for (String step : frame.graph().ofKind("serviceTask")) {
      if (AnnouncedStep.of(step).filter(AnnouncedStep::isWithinWork).isPresent()) {
        findings.error("L061", step, Frame.WORK);
      }
    }
  }
}
