package onestop.engine.running;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import onestop.engine.EngineClock;
import onestop.engine.WorkItemEvent;
import onestop.kernel.DossierCode;
import onestop.kernel.OfficerId;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.camunda.bpm.engine.impl.bpmn.behavior.UserTaskActivityBehavior;
import org.camunda.bpm.engine.impl.bpmn.parser.AbstractBpmnParseListener;
import org.camunda.bpm.engine.impl.bpmn.parser.BpmnParse;
import org.camunda.bpm.engine.impl.persistence.entity.ProcessDefinitionEntity;
import org.camunda.bpm.engine.impl.persistence.entity.TaskEntity;
import org.camunda.bpm.engine.impl.pvm.PvmActivity;
import org.camunda.bpm.engine.impl.pvm.ReadOnlyProcessDefinition;
import org.camunda.bpm.engine.impl.pvm.process.ActivityImpl;
import org.camunda.bpm.engine.impl.pvm.process.ScopeImpl;
import org.camunda.bpm.engine.impl.task.TaskDefinition;
import org.camunda.bpm.engine.impl.util.xml.Element;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;

/**
 * Reads each user task when its model is parsed, and publishes an event when a work item is
 * created, changes its holder or ends.
 */
public final class StepDefinitions extends AbstractBpmnParseListener {
  private static final String PROPERTY = "onestop.step";

  private final ApplicationEventPublisher events;
  private final EngineClock clock;

  public StepDefinitions(ApplicationEventPublisher events, EngineClock clock) {
    this.events = events;
    this.clock = clock;
  }

  /** The definition of a user task in the given version of a model. */
  static StepDefinition of(ReadOnlyProcessDefinition model, String step) {
    return of(Objects.requireNonNull(model.findActivity(step), step));
  }

  /** The definitions of all user tasks of a model. */
  static List<StepDefinition> all(ProcessDefinitionEntity model) {
    List<ActivityImpl> userTasks = new ArrayList<>();
    collect(model, userTasks);
    return userTasks.stream().map(StepDefinitions::of).toList();
  }

  private static StepDefinition of(PvmActivity activity) {
    return (StepDefinition)
        Objects.requireNonNull(activity.getProperty(PROPERTY), activity.getId());
  }

  @Override
  public void parseUserTask(Element element, ScopeImpl scope, ActivityImpl activity) {
    TaskDefinition task =
        ((UserTaskActivityBehavior) activity.getActivityBehavior()).getTaskDefinition();
    String processKey = ((ProcessDefinitionEntity) activity.getProcessDefinition()).getKey();
    String role =
        task.getCandidateGroupIdExpressions().stream()
            .map(Object::toString)
            .findFirst()
            .orElse("desk_officer");
    // the inbox decides who may claim an item: the engine needs no link rows for it
    task.getCandidateGroupIdExpressions().clear();
    StepDefinition definition =
        StepDefinition.of(
            processKey,
            activity.getId(),
            Objects.requireNonNullElse((String) activity.getProperty("name"), activity.getId()),
            role,
            properties(element));
    activity.setProperty(PROPERTY, definition);
    task.addBuiltInTaskListener(TaskListener.EVENTNAME_CREATE, t -> created(t, of(activity)));
    task.addBuiltInTaskListener(TaskListener.EVENTNAME_ASSIGNMENT, this::assigned);
    task.addBuiltInTaskListener(TaskListener.EVENTNAME_COMPLETE, t -> ended(t, definition));
    task.addBuiltInTaskListener(TaskListener.EVENTNAME_DELETE, t -> ended(t, definition));
  }

  /** Called when all steps of the model have been read. */
  @Override
  public void parseProcess(Element element, ProcessDefinitionEntity process) {
    List<ActivityImpl> userTasks = new ArrayList<>();
    collect(process, userTasks);
    if (userTasks.stream().noneMatch(task -> of(task).namesForms())) {
      userTasks.forEach(task -> task.setProperty(PROPERTY, of(task).ofOlderModel()));
    }
    StepPlaces.of(userTasks, StepDefinitions::of)
        .forEach((task, place) -> task.setProperty(PROPERTY, of(task).at(place)));
  }

  private static void collect(ScopeImpl scope, List<ActivityImpl> userTasks) {
    for (ActivityImpl activity : scope.getActivities()) {
      if (activity.getProperty(PROPERTY) != null) {
        userTasks.add(activity);
      }
      collect(activity, userTasks);
    }
  }

  private void created(DelegateTask task, StepDefinition definition) {
    events.publishEvent(
        new WorkItemEvent.Created(
            definition.workItem(
                task.getId(), dossier(task), holder(task), task.getCreateTime().toInstant()),
            clock.now()));
  }

  private void assigned(DelegateTask task) {
    events.publishEvent(
        new WorkItemEvent.Assigned(task.getId(), dossier(task), holder(task), clock.now()));
  }

  private static @Nullable OfficerId holder(DelegateTask task) {
    String holder = task.getAssignee();
    return holder == null ? null : new OfficerId(holder);
  }

  private void ended(DelegateTask task, StepDefinition definition) {
    events.publishEvent(
        new WorkItemEvent.Ended(task.getId(), dossier(task), definition.step(), clock.now()));
  }

  private static DossierCode dossier(DelegateTask task) {
    return new DossierCode(((TaskEntity) task).getProcessInstance().getBusinessKey());
  }

  private static Map<String, String> properties(Element userTask) {
    Map<String, String> result = new HashMap<>();
    Element extensions = userTask.element("extensionElements");
    Element properties =
        extensions == null
            ? null
            : extensions.elementNS(BpmnParse.CAMUNDA_BPMN_EXTENSIONS_NS, "properties");
    if (properties != null) {
      for (Element property :
          properties.elementsNS(BpmnParse.CAMUNDA_BPMN_EXTENSIONS_NS, "property")) {
        result.put(property.attribute("name"), property.attribute("value"));
      }
    }
    return result;
  }
}
