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
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import onestop.models.lint.FlowGraph;
import onestop.models.lint.FlowGraph.Flow;
import onestop.models.lint.ModelSource;

/** How a dossier goes on at once, through the scopes of a model, until somebody is waited for. */
final class Ways {
  private static final Set<String> WAITING = Set.of("userTask", "receiveTask");

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

  boolean isServiceTask(String node) {
    FlowGraph graph = scopeOf.get(node);
    return graph != null && graph.kind(node).equals("serviceTask");
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
    return walk(nodes, this::next);
  }

  /** As {@link #from}, from a user task that ends with this outcome: gateways ask for it. */
  Set<String> after(String task, String outcome) {
    return walk(Set.of(task), node -> next(node, outcome));
  }

  private Set<String> walk(Set<String> nodes, Function<String, Collection<String>> follow) {
    Set<String> seen = new HashSet<>(nodes);
    Deque<String> queue = new ArrayDeque<>(nodes);
    while (!queue.isEmpty()) {
      String at = queue.remove();
      FlowGraph graph = scopeOf.get(at);
      boolean waits = WAITING.contains(graph == null ? "" : graph.kind(at));
      if (waits && !nodes.contains(at)) {
        continue;
      }
      follow.apply(at).stream().filter(seen::add).forEach(queue::add);
    }
    return seen;
  }

  private Collection<String> next(String node) {
    FlowGraph inside = scopes.get(node);
    return inside == null ? behind(node) : inside.ofKind("startEvent");
  }

  /** The flow whose condition names the outcome; else those that ask for none. */
  private Collection<String> next(String node, String outcome) {
    FlowGraph graph = scopeOf.get(node);
    if (graph == null || !graph.kind(node).equals("exclusiveGateway")) {
      return next(node);
    }
    List<Flow> out = graph.out(node);
    Optional<Flow> asked = out.stream().filter(f -> f.outcome().equals(outcome)).findFirst();
    return asked
        .map(List::of)
        .orElseGet(() -> out.stream().filter(f -> !f.conditional()).toList())
        .stream()
        .map(Flow::to)
        .toList();
  }
}
