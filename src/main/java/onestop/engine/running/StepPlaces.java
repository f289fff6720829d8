package onestop.engine.running;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import onestop.engine.FollowingStep;
import onestop.engine.StepPlace;
import org.camunda.bpm.engine.impl.bpmn.behavior.ExclusiveGatewayActivityBehavior;
import org.camunda.bpm.engine.impl.bpmn.behavior.NoneEndEventActivityBehavior;
import org.camunda.bpm.engine.impl.bpmn.behavior.ReceiveTaskActivityBehavior;
import org.camunda.bpm.engine.impl.bpmn.behavior.ServiceTaskDelegateExpressionActivityBehavior;
import org.camunda.bpm.engine.impl.bpmn.helper.BpmnProperties;
import org.camunda.bpm.engine.impl.pvm.PvmTransition;
import org.camunda.bpm.engine.impl.pvm.process.ActivityImpl;
import org.camunda.bpm.engine.impl.pvm.process.TransitionImpl;
import org.jspecify.annotations.Nullable;

/** Walks from the end of a user task to the user tasks that begin then, once for each model. */
final class StepPlaces {
  private final Map<ActivityImpl, StepDefinition> steps;

  private StepPlaces(Map<ActivityImpl, StepDefinition> steps) {
    this.steps = steps;
  }

  /** The places of the user tasks of one model. */
  static Map<ActivityImpl, StepPlace> of(
      List<ActivityImpl> tasks, Function<ActivityImpl, StepDefinition> definition) {
    Map<ActivityImpl, StepDefinition> steps = new LinkedHashMap<>();
    tasks.forEach(task -> steps.put(task, definition.apply(task)));
    Set<String> named =
        steps.values().stream()
            .map(StepDefinition::notBy)
            .filter(name -> !name.isEmpty())
            .collect(Collectors.toSet());
    StepPlaces places = new StepPlaces(steps);
    Map<ActivityImpl, StepPlace> found = new LinkedHashMap<>();
    steps.forEach(
        (task, step) ->
            found.put(
                task,
                new StepPlace(
                    places.following(task, step),
                    step.notBy().isEmpty() ? null : step.notBy(),
                    named.contains(step.step()))));
    return found;
  }

  private Map<String, List<FollowingStep>> following(ActivityImpl task, StepDefinition step) {
    Map<String, List<FollowingStep>> following = new HashMap<>();
    for (String outcome : step.outcomes()) {
      Walk walk = new Walk(outcome);
      walk.leave(task, Way.NONE);
      if (!walk.found.isEmpty()) {
        following.put(outcome, List.copyOf(walk.found.values()));
      }
    }
    return following;
  }

  /**
   * What has been passed.
   *
   * @param through the service tasks
   * @param direct whether there was nothing but choices
   */
  private record Way(List<String> through, boolean direct) {
    private static final Way NONE = new Way(List.of(), true);

    /** The way on, behind a node. */
    Way behind(ActivityImpl node) {
      if (node.getActivityBehavior() instanceof ExclusiveGatewayActivityBehavior) {
        return this;
      }
      if (!(node.getActivityBehavior() instanceof ServiceTaskDelegateExpressionActivityBehavior)) {
        return indirect();
      }
      List<String> longer = new ArrayList<>(through);
      longer.add(node.getId());
      return new Way(longer, false);
    }

    /** The same, over the border of a sub-process. */
    Way indirect() {
      return new Way(through, false);
    }
  }

  /** One walk, in which gateways read the outcome. */
  private final class Walk {
    private final String outcome;
    private final Map<String, FollowingStep> found = new LinkedHashMap<>();
    private final Set<ActivityImpl> seen = new LinkedHashSet<>();

    Walk(String outcome) {
      this.outcome = outcome;
    }

    private void leave(ActivityImpl from, Way way) {
      for (PvmTransition flow : ways(from)) {
        enter((ActivityImpl) flow.getDestination(), way);
      }
    }

    private void enter(ActivityImpl to, Way way) {
      StepDefinition step = steps.get(to);
      if (step != null) {
        found.putIfAbsent(
            step.step(),
            new FollowingStep(step.step(), step.role(), step.side(), way.through(), way.direct()));
        return;
      }
      if (!seen.add(to) || to.getActivityBehavior() instanceof ReceiveTaskActivityBehavior) {
        return;
      }
      @Nullable ActivityImpl inside = to.getProperties().get(BpmnProperties.INITIAL_ACTIVITY);
      if (inside != null) {
        enter(inside, way.indirect());
      } else if (to.getActivityBehavior() instanceof NoneEndEventActivityBehavior) {
        if (to.getFlowScope() instanceof ActivityImpl around) {
          leave(around, way.indirect());
        }
      } else {
        leave(to, way.behind(to));
      }
    }

    /** All flows; at a choice the one whose condition has the outcome, else the default. */
    private List<PvmTransition> ways(ActivityImpl node) {
      List<PvmTransition> all = node.getOutgoingTransitions();
      if (!(node.getActivityBehavior() instanceof ExclusiveGatewayActivityBehavior)
          || all.size() == 1) {
        return all;
      }
      List<PvmTransition> asked =
          all.stream().filter(way -> condition(way).contains("'" + outcome + "'")).toList();
      return asked.isEmpty()
          ? all.stream().filter(way -> condition(way).isEmpty()).toList()
          : asked;
    }

    private static String condition(PvmTransition way) {
      Object text = ((TransitionImpl) way).getProperty("conditionText");
      return text == null ? "" : text.toString();
    }
  }
}
