package onestop.models.lint.flows;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import onestop.models.lint.Findings;
import onestop.models.lint.FlowGraph;
import onestop.models.lint.FlowGraph.Flow;
import onestop.models.lint.LintRule;
import onestop.models.lint.ModelSource;
import org.w3c.dom.Element;

/**
 * A gateway asks for the outcome of the work item before it. The engine remembers an outcome to the
 * end of the transaction in which the item ended, so no way may lead to such a gateway from a
 * start, a message or a timer without a user task on it: the dossier would be stuck there.
 */
final class OutcomesBefore implements LintRule<ModelSource> {
  private static final Pattern WORD = Pattern.compile("'([a-z_]+)'");
  private static final Set<String> WAITING = Set.of("userTask", "receiveTask");

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
      List<String> offered = offered(task);
      for (String gateway : ways.from(ways.behind(task.getAttribute("id")))) {
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
          Matcher word = WORD.matcher(flow.element().getTextContent());
          if (word.find() && !words.getOrDefault(gateway, Set.of()).contains(word.group(1))) {
            findings.error("L065", flow.id(), word.group(1));
          }
        }
      }
    }
  }

  private static List<String> offered(Element task) {
    return ModelSource.properties(task).stream()
        .filter(property -> property.getAttribute("name").equals("outcomes"))
        .findFirst()
        .map(property -> List.of(property.getAttribute("value").strip().split("\\s*,\\s*")))
        .orElse(List.of("done"));
  }

  /** How a dossier goes on at once, through the scopes of a model, until somebody is waited for. */
  private static final class Ways {
    private final Map<String, FlowGraph> scopes = new LinkedHashMap<>();
    private final Map<String, FlowGraph> scopeOf = new HashMap<>();

    Ways(ModelSource model) {
      for (FlowGraph graph : FlowGraph.of(model)) {
        scopes.put(graph.id(), graph);
        graph.nodes().keySet().forEach(node -> scopeOf.putIfAbsent(node, graph));
      }
    }

    Collection<FlowGraph> scopes() {
      return scopes.values();
    }

    /** Where a dossier can stand although no work item has just ended. */
    Set<String> speechless() {
      Set<String> found = new LinkedHashSet<>();
      for (FlowGraph graph : scopes.values()) {
        found.addAll(graph.ofKind("receiveTask"));
        found.addAll(graph.ofKind("boundaryEvent"));
        if (!scopeOf.containsKey(graph.id())) {
          found.addAll(graph.ofKind("startEvent"));
        }
      }
      return found;
    }

    /** What the flows of a node lead to; of an end, what follows its sub-process. */
    Set<String> behind(String node) {
      FlowGraph graph = scopeOf.get(node);
      if (graph == null) {
        return Set.of();
      }
      boolean leaves = graph.kind(node).equals("endEvent") && scopeOf.containsKey(graph.id());
      return leaves
          ? behind(graph.id())
          : graph.out(node).stream().map(Flow::to).collect(Collectors.toSet());
    }

    /** Everything that is reached from these, themselves included, past no other user task. */
    Set<String> from(Set<String> nodes) {
      Set<String> seen = new HashSet<>(nodes);
      Deque<String> queue = new ArrayDeque<>(nodes);
      while (!queue.isEmpty()) {
        String at = queue.remove();
        FlowGraph graph = scopeOf.get(at);
        FlowGraph inside = scopes.get(at);
        boolean waits = WAITING.contains(graph == null ? "" : graph.kind(at));
        if (waits && !nodes.contains(at)) {
          continue;
        }
        Collection<String> next = inside == null ? behind(at) : inside.ofKind("startEvent");
        next.stream().filter(seen::add).forEach(queue::add);
      }
      return seen;
    }
  }
}
