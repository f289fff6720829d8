package onestop.models.lint.frame;

import java.util.List;
import java.util.Set;
import onestop.models.lint.Findings;
import onestop.models.lint.FlowGraph;
import onestop.models.lint.LintRule;
import onestop.procedures.AnnouncedStep;

/** Every ending is recorded, and no result is handed out before an ending is recorded. */
final class RecordedEnding implements LintRule<Frame> {
  @Override
  public Set<String> codes() {
    return Set.of("L057");
  }

  @Override
  public void check(Frame frame, Findings findings) {
    FlowGraph graph = frame.graph();
    Set<String> unrecorded =
        graph.reachable(List.of(Frame.WORK), step -> !Frame.ENDINGS.contains(step));
    for (String step : graph.nodes().keySet()) {
      boolean result = step.equals(Frame.HAND_OUT) || step.equals(AnnouncedStep.RECORD_RETURN.id());
      if (unrecorded.contains(step) && (result || graph.kind(step).equals("endEvent"))) {
        findings.error("L057", step);
      }
    }
  }
}
