package onestop.models.lint.flows;

import java.util.Set;
import onestop.models.lint.Findings;
import onestop.models.lint.LintRule;

/** One flow leaves a step; paths divide only at a gateway. */
final class OneWayOn implements LintRule<GraphNode> {
  @Override
  public Set<String> codes() {
    return Set.of("L043");
  }

  @Override
  public void check(GraphNode node, Findings findings) {
    if (!node.kind().endsWith("Gateway") && node.out().size() > 1) {
      findings.error("L043", node.id(), String.valueOf(node.out().size()));
    }
  }
}
