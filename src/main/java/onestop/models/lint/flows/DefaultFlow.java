package onestop.models.lint.flows;

import java.util.Set;
import onestop.models.lint.Findings;
import onestop.models.lint.LintRule;

/** A choice has a default flow; without it an outcome that meets no condition would be stuck. */
final class DefaultFlow implements LintRule<GraphNode> {
  @Override
  public Set<String> codes() {
    return Set.of("L044");
  }

  @Override
  public void check(GraphNode node, Findings findings) {
    if (node.isChoice()
        && node.out().stream().noneMatch(flow -> flow.id().equals(node.defaultFlow()))) {
      findings.error("L044", node.id());
    }
  }
}
