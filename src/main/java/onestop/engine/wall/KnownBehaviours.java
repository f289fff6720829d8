package onestop.engine.wall;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.camunda.bpm.engine.BpmnParseException;
import org.camunda.bpm.engine.impl.bpmn.behavior.BoundaryEventActivityBehavior;
import org.camunda.bpm.engine.impl.bpmn.behavior.ExclusiveGatewayActivityBehavior;
import org.camunda.bpm.engine.impl.bpmn.behavior.NoneEndEventActivityBehavior;
import org.camunda.bpm.engine.impl.bpmn.behavior.NoneStartEventActivityBehavior;
import org.camunda.bpm.engine.impl.bpmn.behavior.ParallelGatewayActivityBehavior;
import org.camunda.bpm.engine.impl.bpmn.behavior.ReceiveTaskActivityBehavior;
import org.camunda.bpm.engine.impl.bpmn.behavior.ServiceTaskDelegateExpressionActivityBehavior;
import org.camunda.bpm.engine.impl.bpmn.behavior.SubProcessActivityBehavior;
import org.camunda.bpm.engine.impl.bpmn.behavior.UserTaskActivityBehavior;
import org.camunda.bpm.engine.impl.bpmn.helper.BpmnProperties;
import org.camunda.bpm.engine.impl.bpmn.parser.AbstractBpmnParseListener;
import org.camunda.bpm.engine.impl.bpmn.parser.BpmnParse;
import org.camunda.bpm.engine.impl.el.UelExpressionCondition;
import org.camunda.bpm.engine.impl.persistence.entity.ProcessDefinitionEntity;
import org.camunda.bpm.engine.impl.pvm.PvmTransition;
import org.camunda.bpm.engine.impl.pvm.process.ActivityImpl;
import org.camunda.bpm.engine.impl.pvm.process.ScopeImpl;
import org.camunda.bpm.engine.impl.pvm.process.TransitionImpl;
import org.camunda.bpm.engine.impl.task.TaskDefinition;
import org.camunda.bpm.engine.impl.util.xml.Element;
import org.jspecify.annotations.Nullable;

/**
 * Checks the objects that the engine has built from a model, after the parse and before the model
 * can run: the class of every behaviour, condition and listener must be on a closed list, or the
 * model is refused. The check does not depend on the text of the file, so no spelling can evade it.
 */
public final class KnownBehaviours extends AbstractBpmnParseListener {
  private static final Set<Class<?>> BEHAVIOURS =
      Set.of(
          NoneStartEventActivityBehavior.class,
          NoneEndEventActivityBehavior.class,
          UserTaskActivityBehavior.class,
          ServiceTaskDelegateExpressionActivityBehavior.class,
          ReceiveTaskActivityBehavior.class,
          ExclusiveGatewayActivityBehavior.class,
          ParallelGatewayActivityBehavior.class,
          SubProcessActivityBehavior.class,
          BoundaryEventActivityBehavior.class);

  /**
   * Listeners added by our own parse listeners, and by the engine's own history in stock mode. A
   * listener that a model declares is always wrapped in a class of the engine's other packages.
   */
  private static final List<String> LISTENERS =
      List.of("onestop.", "org.camunda.bpm.engine.impl.history.");

  @Override
  public void parseRootElement(Element root, List<ProcessDefinitionEntity> processes) {
    for (ProcessDefinitionEntity process : processes) {
      listeners(process.getListeners().values(), root, process.getKey());
      listeners(process.getBuiltInListeners().values(), root, process.getKey());
      listeners(process.getVariableListeners().values(), root, process.getKey());
      process.getTaskDefinitions().values().forEach(task -> task(task, root));
      scope(process, root);
    }
  }

  private static void scope(ScopeImpl scope, Element root) {
    for (ActivityImpl activity : scope.getActivities()) {
      String id = activity.getId();
      require(BEHAVIOURS.contains(type(activity.getActivityBehavior())), root, id, "behaviour");
      require(activity.getIoMapping() == null, root, id, "input or output");
      require(
          activity.getProperties().get(BpmnProperties.TIMEOUT_LISTENER_DECLARATIONS).isEmpty(),
          root,
          id,
          "listener");
      listeners(activity.getListeners().values(), root, id);
      listeners(activity.getBuiltInListeners().values(), root, id);
      listeners(activity.getVariableListeners().values(), root, id);
      listeners(activity.getBuiltInVariableListeners().values(), root, id);
      for (PvmTransition flow : activity.getOutgoingTransitions()) {
        flow((TransitionImpl) flow, root);
      }
      scope(activity, root);
    }
  }

  private static void flow(TransitionImpl flow, Element root) {
    Object condition = flow.getProperty(BpmnParse.PROPERTYNAME_CONDITION);
    require(
        condition == null || condition.getClass().equals(UelExpressionCondition.class),
        root,
        flow.getId(),
        "condition");
    listeners(flow.getListeners().values(), root, flow.getId());
    listeners(flow.getBuiltInListeners().values(), root, flow.getId());
  }

  private static void task(TaskDefinition task, Element root) {
    listeners(task.getTaskListeners().values(), root, task.getKey());
    listeners(task.getBuiltinTaskListeners().values(), root, task.getKey());
  }

  private static void listeners(
      Collection<? extends List<?>> listeners, Element root, String element) {
    for (List<?> some : listeners) {
      for (Object listener : some) {
        String type = listener.getClass().getName();
        require(LISTENERS.stream().anyMatch(type::startsWith), root, element, "listener " + type);
      }
    }
  }

  private static void require(boolean known, Element root, String element, String what) {
    if (!known) {
      throw new BpmnParseException(element + " has a " + what + " that no model may have", root);
    }
  }

  private static @Nullable Class<?> type(@Nullable Object behaviour) {
    return behaviour == null ? null : behaviour.getClass();
  }
}
