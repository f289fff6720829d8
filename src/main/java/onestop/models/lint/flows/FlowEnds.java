package onestop.models.lint.flows;

import java.util.List;
import java.util.Set;
import onestop.models.lint.Findings;
import onestop.models.lint.FlowGraph;
import onestop.models.lint.FlowGraph.Flow;
import onestop.models.lint.LintRule;

/** Both ends of a flow are steps of its scope and permitted as source and target. */
final class FlowEnds implements LintRule<FlowGraph> {
  @Override
  public Set<String> codes() {
    return Set.of("L040", "L041", "L042");
  }

  @Override
  public void check(FlowGraph graph, Findings findings) {
    for (Flow flow : graph.flows()) {
      for (String end : List.of(flow.from(), flow.to())) {
        if (!graph.nodes().containsKey(end)) {
          findings.error("L040", flow.id(), end, graph.id());
        }
      }
      String to = graph.kind(flow.to());
      if (to.equals("startEvent") || to.equals("boundaryEvent")) {
        findings.error("L041", flow.to());
      }
      if (graph.kind(flow.from()).equals("endEvent")) {
        findings.error("L042", flow.from());
      }
    }
  }
}
