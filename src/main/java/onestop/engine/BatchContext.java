package onestop.engine;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import onestop.engine.internals.SharedCommandContext;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** The one context of the engine, made when first asked for: the engine is built after us. */
@Component
class BatchContext {
  private final ObjectProvider<ProcessEngine> engine;
  private final ObjectProvider<NextMark> marks;

  @GuardedBy("this")
  private @Nullable SharedCommandContext context;

  BatchContext(ObjectProvider<ProcessEngine> engine, ObjectProvider<NextMark> marks) {
    this.marks = marks;
    this.engine = engine;
  }

  synchronized SharedCommandContext get() {
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
