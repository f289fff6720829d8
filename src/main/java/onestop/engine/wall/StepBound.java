package onestop.engine.wall;

import java.util.HashMap;
import java.util.Map;
import onestop.kernel.Failure;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.camunda.bpm.engine.impl.bpmn.parser.AbstractBpmnParseListener;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.interceptor.Session;
import org.camunda.bpm.engine.impl.interceptor.SessionFactory;
import org.camunda.bpm.engine.impl.persistence.entity.ProcessDefinitionEntity;
import org.camunda.bpm.engine.impl.pvm.process.ActivityImpl;
import org.camunda.bpm.engine.impl.pvm.process.ScopeImpl;
import org.camunda.bpm.engine.impl.util.xml.Element;

/**
 * Bounds the number of steps of a process in one command: a model that loops without a wait state
 * fails, its command is rolled back, and no thread is blocked for ever.
 *
 * <p>Every loop contains an element with at least two incoming flows, so counting at these joins is
 * sufficient and costs nothing elsewhere.
 */
public final class StepBound extends AbstractBpmnParseListener {
  /** The maximum number of entries into the joins of one process in one command. */
  static final int MAX = 1_000;

  /** The counts, kept for the lifetime of one command context. */
  public static SessionFactory counts() {
    return new SessionFactory() {
      @Override
      public Class<?> getSessionType() {
        return Counts.class;
      }

      @Override
      public Session openSession() {
        return new Counts();
      }
    };
  }

  @Override
  public void parseProcess(Element element, ProcessDefinitionEntity process) {
    bound(process);
  }

  private static void bound(ScopeImpl scope) {
    for (ActivityImpl activity : scope.getActivities()) {
      boolean entered = activity.equals(scope.getProcessDefinition().getInitial());
      if (activity.getIncomingTransitions().size() + (entered ? 1 : 0) > 1) {
        activity.addBuiltInListener(
            ExecutionListener.EVENTNAME_START, (ExecutionListener) StepBound::count);
      }
      bound(activity);
    }
  }

  private static void count(DelegateExecution execution) {
    Context.getCommandContext().getSession(Counts.class).enter(execution);
  }

  private static final class Counts implements Session {
    private final Map<String, Integer> entered = new HashMap<>();

    void enter(DelegateExecution execution) {
      if (entered.merge(execution.getProcessInstanceId(), 1, Integer::sum) > MAX) {
        throw Failure.of(
            Failure.Kind.LOST_RESOURCE,
            "engine",
            "endless-model",
            "step",
            execution.getCurrentActivityId(),
            "model",
            execution.getProcessDefinitionId());
      }
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }
}
