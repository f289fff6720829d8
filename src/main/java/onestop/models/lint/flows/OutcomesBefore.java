package onestop.models.lint.flows;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import onestop.models.lint.Findings;
import onestop.models.lint.FlowGraph;
import onestop.models.lint.FlowGraph.Flow;
import onestop.models.lint.LintRule;
import onestop.models.lint.ModelSource;
import org.w3c.dom.Element;

/**
 * A gateway reads the outcome of the work item before it. The engine keeps an outcome until the end
 * of the transaction in which the item ended. So no path may lead to such a gateway from a start, a
 * message or a timer without a user task on it: the dossier would be stuck there.
 */
final class OutcomesBefore implements LintRule<ModelSource> {
  @Override
  public Set<String> codes() {
    return Set.of("L064", "L065");
  }

  @Override
  public void check(ModelSource model, Findings findings) {
    Ways ways = new Ways(model);
    Set<String> speechless = ways.from(ways.speechless());
    Map<String, Set<String>> words = new HashMap<>();
    for (Element task : model.all("userTask")) {
      List<String> offered = ModelSource.outcomes(task);
      for (String gateway : ways.from(Set.of(task.getAttribute("id")))) {
        words.computeIfAbsent(gateway, key -> new HashSet<>()).addAll(offered);
      }
    }
    for (FlowGraph graph : ways.scopes()) {
      for (String gateway : graph.ofKind("exclusiveGateway")) {
        List<Flow> asking = graph.out(gateway).stream().filter(Flow::conditional).toList();
        if (speechless.contains(gateway) && !asking.isEmpty()) {
          findings.error("L064", gateway);
        }
        for (Flow flow : asking) {
          String word = flow.outcome();
          if (!word.isEmpty() && !words.getOrDefault(gateway, Set.of()).contains(word)) {
            findings.error("L065", flow.id(), word);
          }
        }
      }
    }
  }
}
