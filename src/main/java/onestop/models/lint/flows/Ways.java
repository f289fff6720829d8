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

/** The paths of a dossier through the scopes of a model up to the next wait state. */
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

  /** The nodes from which a dossier continues without a work item that has just ended. */
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

  /** The targets of a node's flows; for an end, the nodes after its sub-process. */
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

  /** The nodes reachable from {@code nodes}, these included, without passing another user task. */
  Set<String> from(Set<String> nodes) {
    return walk(nodes, this::next);
  }

  /** As {@link #from}, from a user task that ends with the outcome, which gateways read. */
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

  /** The flow whose condition names the outcome; else those without a condition. */
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
