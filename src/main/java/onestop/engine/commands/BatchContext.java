package onestop.engine.commands;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import onestop.engine.NextMark;
import onestop.engine.internals.SharedCommandContext;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * Holds the one command context of the engine. It is created at the first use, since the engine is
 * built after this bean.
 */
@Component
public class BatchContext {
  private final ObjectProvider<ProcessEngine> engine;
  private final ObjectProvider<NextMark> marks;

  @GuardedBy("this")
  private @Nullable SharedCommandContext context;

  BatchContext(ObjectProvider<ProcessEngine> engine, ObjectProvider<NextMark> marks) {
    this.marks = marks;
    this.engine = engine;
  }

  /** The context; created at the first call. */
  public synchronized SharedCommandContext get() {
    SharedCommandContext made = context;
    if (made == null) {
      made =
          new SharedCommandContext(
              (ProcessEngineConfigurationImpl) engine.getObject().getProcessEngineConfiguration(),
              marks.getObject().timer());
      context = made;
    }
    return made;
  }
}
