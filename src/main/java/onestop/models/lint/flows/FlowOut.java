package onestop.models.lint.flows;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import onestop.models.lint.FlowGraph.Flow;

/**
 * A flow that leaves a node.
 *
 * @param again whether an earlier flow of the node leads to the same target
 */
record FlowOut(GraphNode node, Flow flow, boolean again) {
  static List<FlowOut> of(GraphNode node) {
    Set<String> targets = new HashSet<>();
    List<FlowOut> flows = new ArrayList<>();
    for (Flow flow : node.out()) {
      flows.add(new FlowOut(node, flow, !targets.add(flow.to())));
    }
    return flows;
  }
}
