package onestop.models.lint.flows;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import onestop.models.lint.Findings;
import onestop.models.lint.FlowGraph;
import onestop.models.lint.LintRule;

/**
 * Every node is reachable from the start event (or a boundary event), and an end from every node.
 */
final class Reachability implements LintRule<FlowGraph> {
  @Override
  public Set<String> codes() {
    return Set.of("L021", "L022");
  }

  @Override
  public void check(FlowGraph graph, Findings findings) {
    List<String> starts = new ArrayList<>(graph.ofKind("startEvent"));
    starts.addAll(graph.ofKind("boundaryEvent"));
    Set<String> reached = graph.reachable(starts, node -> true);
    Set<String> ending = graph.leadingTo(graph.ofKind("endEvent"));
    for (String node : graph.nodes().keySet()) {
      if (!reached.contains(node)) {
        findings.error("L021", node);
      } else if (!ending.contains(node)) {
        findings.error("L022", node);
      }
    }
  }
}
