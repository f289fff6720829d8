package onestop.models.lint.flows;

import java.util.Set;
import onestop.models.lint.Findings;
import onestop.models.lint.LintRule;

/** At most one flow leads from one node to another. */
final class OneFlowEach implements LintRule<FlowOut> {
  @Override
  public Set<String> codes() {
    return Set.of("L047");
  }

  @Override
  public void check(FlowOut out, Findings findings) {
    if (out.again()) {
      findings.error("L047", out.flow().id(), out.node().id(), out.flow().to());
    }
  }
}
