package onestop.engine.internals;

import onestop.engine.tree.TreeContext;
import org.camunda.bpm.engine.impl.cfg.TransactionContextFactory;
import org.camunda.bpm.engine.impl.cfg.TransactionListener;
import org.camunda.bpm.engine.impl.cfg.TransactionState;
import org.camunda.bpm.engine.impl.interceptor.CommandContext;
import org.camunda.bpm.engine.impl.jobexecutor.RepeatingFailedJobListener;
import org.camunda.bpm.engine.spring.SpringTransactionContext;
import org.springframework.transaction.PlatformTransactionManager;

/**
 * The engine's transaction context, without the follow-up timers that it arms after a rollback
 * inside a shared command context: there a rollback is no failure yet, since each timer is retried
 * alone.
 */
public final class QuietTransactionContext extends SpringTransactionContext {

  private QuietTransactionContext(PlatformTransactionManager manager, CommandContext context) {
    super(manager, context);
  }

  /** The factory of such contexts. */
  public static TransactionContextFactory factory(PlatformTransactionManager manager) {
    return context -> new QuietTransactionContext(manager, context);
  }

  @Override
  public void addTransactionListener(TransactionState state, TransactionListener listener) {
    if (!(listener instanceof RepeatingFailedJobListener) || !TreeContext.active()) {
      super.addTransactionListener(state, listener);
    }
  }
}
