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
 * Bounds how far one command takes a process: a model that goes round without waiting for anybody
 * fails, its command is undone, and no thread is held for ever.
 *
 * <p>Every circle has an element that is entered from two sides, so counting there is enough, and
 * costs nothing elsewhere.
 */
public final class StepBound extends AbstractBpmnParseListener {
  /** How often the joins of one process may be entered in one command. */
  static final int MAX = 1_000;

  /** The counts live as long as one context of commands. */
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
