package onestop.models.lint.flows;

import java.util.Set;
import onestop.models.lint.Findings;
import onestop.models.lint.FlowGraph;
import onestop.models.lint.LintRule;

/** A process or sub-process has one start event. */
final class OneStart implements LintRule<FlowGraph> {
  @Override
  public Set<String> codes() {
    return Set.of("L039");
  }

  @Override
  public void check(FlowGraph graph, Findings findings) {
    int starts = graph.ofKind("startEvent").size();
    if (starts != 1) {
      findings.error("L039", graph.id(), String.valueOf(starts));
    }
  }
}
