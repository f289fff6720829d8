package onestop.models.lint.flows;

import java.util.List;
import java.util.Objects;
import onestop.models.lint.FlowGraph;
import onestop.models.lint.FlowGraph.Flow;

/** A node with its scope. */
record GraphNode(FlowGraph graph, String id) {
  static List<GraphNode> of(FlowGraph graph) {
    return graph.nodes().keySet().stream().map(id -> new GraphNode(graph, id)).toList();
  }

  List<Flow> out() {
    return graph.out(id);
  }

  String kind() {
    return graph.kind(id);
  }

  /** Whether an outcome selects the flow here. */
  boolean isChoice() {
    return kind().equals("exclusiveGateway") && out().size() > 1;
  }

  /** The id of its default flow; empty without one. */
  String defaultFlow() {
    return Objects.requireNonNull(graph.nodes().get(id)).getAttribute("default");
  }
}
