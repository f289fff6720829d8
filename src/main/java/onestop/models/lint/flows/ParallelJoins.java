package onestop.models.lint.flows;

import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import onestop.models.lint.Findings;
import onestop.models.lint.FlowGraph;
import onestop.models.lint.FlowGraph.Flow;
import onestop.models.lint.LintRule;

/**
 * Parallel paths join again. The rule explores all states of a scope, as sets of active flows, and
 * looks for a join that waits for a path that never arrives, and for a flow that becomes active
 * twice.
 *
 * <p>Only scopes with a parallel gateway are explored. A scope with more states than {@link
 * #MAX_STANDINGS} is refused without a complete exploration.
 */
final class ParallelJoins implements LintRule<FlowGraph> {
  private static final int MAX_STANDINGS = 20_000;

  @Override
  public Set<String> codes() {
    return Set.of("L049", "L050", "L051");
  }

  @Override
  public void check(FlowGraph graph, Findings findings) {
    if (!graph.ofKind("parallelGateway").isEmpty()) {
      new Play(graph).run(findings);
    }
  }

  /** The exploration of one scope's states. */
  private static final class Play {
    private final FlowGraph graph;
    private final Map<Flow, Integer> index = new HashMap<>();
    private final Set<BitSet> seen = new HashSet<>();
    private final Deque<BitSet> open = new ArrayDeque<>();
    private final Set<String> stuck = new LinkedHashSet<>();
    private final Set<String> doubled = new LinkedHashSet<>();

    Play(FlowGraph graph) {
      this.graph = graph;
      graph.flows().forEach(flow -> index.put(flow, index.size()));
    }

    void run(Findings findings) {
      for (String start : graph.ofKind("startEvent")) {
        move(new BitSet(), graph.out(start));
      }
      while (!open.isEmpty()) {
        if (seen.size() > MAX_STANDINGS) {
          findings.error("L051", graph.id(), String.valueOf(MAX_STANDINGS));
          return;
        }
        step(open.remove());
      }
      stuck.forEach(join -> findings.error("L049", join));
      doubled.forEach(node -> findings.error("L050", node));
    }

    private void step(BitSet standing) {
      boolean moved = false;
      Set<String> waiting = new LinkedHashSet<>();
      for (int at = standing.nextSetBit(0); at >= 0; at = standing.nextSetBit(at + 1)) {
        Flow flow = graph.flows().get(at);
        String node = flow.to();
        List<Flow> in = graph.kind(node).equals("parallelGateway") ? graph.in(node) : List.of(flow);
        if (!in.stream().allMatch(each -> standing.get(index(each)))) {
          waiting.add(node);
          continue;
        }
        moved = true;
        BitSet left = (BitSet) standing.clone();
        in.forEach(each -> left.clear(index(each)));
        if (graph.kind(node).equals("exclusiveGateway")) {
          graph.out(node).forEach(way -> move(left, List.of(way)));
        } else {
          move(left, graph.out(node));
        }
      }
      if (!moved) {
        stuck.addAll(waiting);
      }
    }

    private void move(BitSet left, List<Flow> entered) {
      BitSet standing = (BitSet) left.clone();
      for (Flow flow : entered) {
        if (standing.get(index(flow))) {
          doubled.add(flow.to());
          return;
        }
        standing.set(index(flow));
      }
      if (seen.add(standing)) {
        open.add(standing);
      }
    }

    private int index(Flow flow) {
      return index.getOrDefault(flow, 0);
    }
  }
}
