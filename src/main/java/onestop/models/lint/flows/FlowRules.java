package onestop.models.lint.flows;

import java.util.List;
import onestop.models.lint.Each;
import onestop.models.lint.FlowGraph;
import onestop.models.lint.LintRule;
import onestop.models.lint.ModelSource;

/** The rules on flows, in their order. */
public final class FlowRules {
  /** All rules. */
  public static final List<LintRule<ModelSource>> ALL =
      List.of(
          new Each<>(
              FlowGraph::of,
              List.of(
                  new OneStart(),
                  new FlowEnds(),
                  new Reachability(),
                  new Each<>(
                      GraphNode::of,
                      List.of(
                          new OneWayOn(),
                          new DefaultFlow(),
                          new Each<>(FlowOut::of, List.of(new Conditions(), new OneFlowEach())))))),
          new WaitlessCircles(),
          new OutcomesBefore(),
          new FormsRecorded(),
          new AssignmentLeads(),
          new CheckedStep(),
          new Each<>(FlowGraph::of, List.of(new ParallelJoins())));

  private FlowRules() {}
}
