package onestop.engine;

import java.util.concurrent.atomic.AtomicInteger;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.camunda.bpm.engine.delegate.TaskListener;

/** What hostile models try to run: counts as soon as anybody makes one of it. */
public final class Canary implements JavaDelegate, ExecutionListener, TaskListener {
  public static final AtomicInteger MADE = new AtomicInteger();

  public Canary() {
    MADE.incrementAndGet();
  }

  @Override
  public void execute(DelegateExecution execution) {
    MADE.incrementAndGet();
  }

  @Override
  public void notify(DelegateExecution execution) {
    MADE.incrementAndGet();
  }

  @Override
  public void notify(DelegateTask task) {
    MADE.incrementAndGet();
  }
}
