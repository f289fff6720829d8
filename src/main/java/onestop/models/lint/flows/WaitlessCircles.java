package onestop.models.lint.flows;

import java.util.ArrayDeque;
import java.util.Deque;
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

/** No cycle is without a wait state: the engine would loop in it forever in one transaction. */
final class WaitlessCircles implements LintRule<ModelSource> {
  @Override
  public Set<String> codes() {
    return Set.of("L048");
  }

  @Override
  public void check(ModelSource model, Findings findings) {
    Set<String> waiting = new HashSet<>();
    List<FlowGraph> graphs = FlowGraph.of(model);
    for (FlowGraph graph : graphs) {
      waiting.addAll(graph.ofKind("userTask"));
      waiting.addAll(graph.ofKind("receiveTask"));
    }
    for (FlowGraph graph : graphs) {
      Set<String> atOnce =
          graph.reachable(graph.ofKind("startEvent"), node -> !waiting.contains(node));
      if (graph.ofKind("endEvent").stream().noneMatch(atOnce::contains)) {
        waiting.add(graph.id());
      }
    }
    for (FlowGraph graph : graphs) {
      for (String node : circle(graph, waiting)) {
        findings.error("L048", node);
      }
    }
  }

  /**
   * Removes nodes without a predecessor, then nodes without a successor; the rest contains a cycle.
   */
  private static List<String> circle(FlowGraph graph, Set<String> waiting) {
    Set<String> left = new HashSet<>(graph.nodes().keySet());
    left.removeAll(waiting);
    peel(graph, left, true);
    peel(graph, left, false);
    return graph.nodes().keySet().stream().filter(left::contains).toList();
  }

  private static void peel(FlowGraph graph, Set<String> left, boolean fromTheStart) {
    Map<String, Integer> held = new HashMap<>();
    Deque<String> free = new ArrayDeque<>();
    for (String node : left) {
      List<Flow> holding = fromTheStart ? graph.in(node) : graph.out(node);
      int count =
          (int)
              holding.stream()
                  .filter(flow -> left.contains(fromTheStart ? flow.from() : flow.to()))
                  .count();
      held.put(node, count);
      if (count == 0) {
        free.add(node);
      }
    }
    while (!free.isEmpty()) {
      String node = free.remove();
      left.remove(node);
      for (Flow flow : fromTheStart ? graph.out(node) : graph.in(node)) {
        String next = fromTheStart ? flow.to() : flow.from();
        if (left.contains(next) && held.merge(next, -1, Integer::sum) == 0) {
          free.add(next);
        }
      }
    }
  }
}
