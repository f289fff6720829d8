package onestop.engine.running;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import onestop.engine.NextMark;
import org.camunda.bpm.engine.impl.jobexecutor.TimerDeclarationImpl;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.camunda.bpm.engine.impl.pvm.process.ScopeImpl;
import org.camunda.bpm.engine.impl.pvm.runtime.PvmExecutionImpl;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * Re-arms a boundary timer whose job is gone. The engine has no public command for this, short of
 * cancelling the work items inside; so this class creates a new job from the model's timer
 * declaration, as the engine does when the activity is entered (Camunda 7.24). {@code
 * ExactlyOneTest.aLostTimerIsFoundByTheSweep} fails first when these internals change.
 */
@Component
public class TimerRearming {
  /** The number of tries of a timer, the engine's default. */
  public static final int RETRIES = 3;

  private final ObjectProvider<NextMark> marks;

  TimerRearming(ObjectProvider<NextMark> marks) {
    this.marks = marks;
  }

  /** Arms the SLA timers of these process instances, in the engine's command context. */
  void arm(List<ExecutionEntity> processInstances) {
    for (ExecutionEntity process : processInstances) {
      armWithin(process, new HashSet<>());
    }
  }

  private void armWithin(ExecutionEntity execution, Set<String> armed) {
    if (execution.getActivity() != null) {
      armAround(execution, armed);
    }
    List.copyOf(execution.getExecutions()).forEach(child -> armWithin(child, armed));
  }

  /** Arms the timers of the scopes from this execution upwards, each scope once. */
  private void armAround(ExecutionEntity leaf, Set<String> armed) {
    for (Map.Entry<ScopeImpl, PvmExecutionImpl> scope :
        leaf.createActivityExecutionMapping().entrySet()) {
      TimerDeclarationImpl timer =
          TimerDeclarationImpl.getDeclarationsForScope(scope.getKey())
              .get(marks.getObject().timer());
      ExecutionEntity at = (ExecutionEntity) scope.getValue();
      if (timer != null && armed.add(at.getId())) {
        timer.createTimerInstance(at);
      }
    }
  }
}
