package onestop.models.lint.frame;

import java.util.List;
import java.util.Set;
import onestop.models.lint.Findings;
import onestop.models.lint.FlowGraph;
import onestop.models.lint.LintRule;
import onestop.procedures.AnnouncedStep;

/** After the resolution every path hands the result out and records this before it ends. */
final class ResultInOrder implements LintRule<Frame> {
  private static final String FROM = AnnouncedStep.RECORD_RESOLUTION.id();
  private static final String TASK = Frame.HAND_OUT;
  private static final String RECORD = AnnouncedStep.RECORD_RETURN.id();

  @Override
  public Set<String> codes() {
    return Set.of("L059");
  }

  @Override
  public void check(Frame frame, Findings findings) {
    FlowGraph graph = frame.graph();
    if (graph.nodes().keySet().containsAll(List.of(FROM, TASK, RECORD))) {
      Set<String> without = graph.reachable(List.of(FROM), step -> !step.equals(TASK));
      Set<String> before = graph.reachable(List.of(FROM), step -> !step.equals(RECORD));
      boolean skipsTask = without.contains(RECORD);
      boolean skipsRecord = before.stream().anyMatch(step -> graph.kind(step).equals("endEvent"));
      if (skipsTask || skipsRecord) {
        findings.error("L059", FROM, TASK, RECORD);
      }
    }
  }
}
