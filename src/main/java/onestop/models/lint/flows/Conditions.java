package onestop.models.lint.flows;

import java.util.Set;
import onestop.models.lint.Findings;
import onestop.models.lint.LintRule;

/** Every flow of a choice except its default has a condition, and no other flow has one. */
final class Conditions implements LintRule<FlowOut> {
  @Override
  public Set<String> codes() {
    return Set.of("L045", "L046");
  }

  @Override
  public void check(FlowOut out, Findings findings) {
    GraphNode node = out.node();
    boolean conditional = node.isChoice() && !out.flow().id().equals(node.defaultFlow());
    if (out.flow().conditional() != conditional) {
      findings.error(conditional ? "L045" : "L046", out.flow().id());
    }
  }
}
