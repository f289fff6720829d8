package onestop.procedures;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import onestop.procedures.FlowGraph.Flow;

/** Flows: one start, no way that is open at either end, and every choice is made at a gateway. */
final class FlowsCheck {
  private FlowsCheck() {}

  static List<LintFinding> check(ModelSource model) {
    List<LintFinding> findings = new ArrayList<>();
    for (FlowGraph graph : FlowGraph.of(model)) {
      int starts = graph.ofKind("startEvent").size();
      if (starts != 1) {
        findings.add(LintFinding.error("L039", graph.id(), String.valueOf(starts)));
      }
      ends(graph, findings);
      reachability(graph, findings);
      graph
          .nodes()
          .forEach((id, node) -> leaving(graph, id, node.getAttribute("default"), findings));
    }
    return findings;
  }

  /** Both ends of a flow are steps of the scope that the flow stands in. */
  private static void ends(FlowGraph graph, List<LintFinding> findings) {
    for (Flow flow : graph.flows()) {
      for (String end : List.of(flow.from(), flow.to())) {
        if (!graph.nodes().containsKey(end)) {
          findings.add(LintFinding.error("L040", flow.id(), end, graph.id()));
        }
      }
      String to = graph.kind(flow.to());
      if (to.equals("startEvent") || to.equals("boundaryEvent")) {
        findings.add(LintFinding.error("L041", flow.to()));
      }
      if (graph.kind(flow.from()).equals("endEvent")) {
        findings.add(LintFinding.error("L042", flow.from()));
      }
    }
  }

  /** From the start event (or a boundary event) every node can be reached, and an end from it. */
  private static void reachability(FlowGraph graph, List<LintFinding> findings) {
    List<String> starts = new ArrayList<>(graph.ofKind("startEvent"));
    starts.addAll(graph.ofKind("boundaryEvent"));
    Set<String> reached = graph.reachable(starts, node -> true);
    Set<String> ending = graph.leadingTo(graph.ofKind("endEvent"));
    for (String node : graph.nodes().keySet()) {
      if (!reached.contains(node)) {
        findings.add(LintFinding.error("L021", node));
      } else if (!ending.contains(node)) {
        findings.add(LintFinding.error("L022", node));
      }
    }
  }

  private static void leaving(
      FlowGraph graph, String node, String normal, List<LintFinding> findings) {
    List<Flow> out = graph.out(node);
    String kind = graph.kind(node);
    if (!kind.endsWith("Gateway") && out.size() > 1) {
      findings.add(LintFinding.error("L043", node, String.valueOf(out.size())));
    }
    boolean choice = kind.equals("exclusiveGateway") && out.size() > 1;
    if (choice && out.stream().noneMatch(flow -> flow.id().equals(normal))) {
      findings.add(LintFinding.error("L044", node));
    }
    Set<String> targets = new HashSet<>();
    for (Flow flow : out) {
      boolean conditional = choice && !flow.id().equals(normal);
      if (flow.conditional() != conditional) {
        findings.add(LintFinding.error(conditional ? "L045" : "L046", flow.id()));
      }
      if (!targets.add(flow.to())) {
        findings.add(LintFinding.error("L047", flow.id(), node, flow.to()));
      }
    }
  }
}
