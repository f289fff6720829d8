package onestop.engine.tree;

import java.time.Duration;
import onestop.node.PeriodicWork;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Turns the processes that a release before trees has left in the engine's tables into trees, while
 * people work: dossiers with the earliest timer first, a batch in a transaction. What a command
 * holds is left to it, and to the next run.
 *
 * <p>What is true if we die: a process is a tree or rows, never both and never neither, and the
 * next run goes on with those that are rows.
 */
@Component
public class TreeConversion {
  /** The number of dossiers in one transaction. */
  static final int BATCH = 200;

  private static final Logger log = LoggerFactory.getLogger(TreeConversion.class);

  private final Trees trees;
  private final EngineRows rows;
  private final TransactionTemplate transaction;

  TreeConversion(Trees trees, EngineRows rows, PlatformTransactionManager transactions) {
    this.trees = trees;
    this.rows = rows;
    this.transaction = new TransactionTemplate(transactions);
  }

  /** Converts until nothing is left that is not locked; returns the number of dossiers. */
  public int run() {
    return run(BATCH);
  }

  int run(int batch) {
    int all = 0;
    while (!rows.isEmpty()) {
      Integer done = transaction.execute(status -> trees.convert(batch));
      if (done == null || done == 0) {
        break;
      }
      all += done;
      log.info("{} processes of dossiers are trees now", all);
    }
    return all;
  }

  /** The run at every start, and until nothing is left. */
  @Configuration(proxyBeanMethods = false)
  static class Runs {
    @Bean
    PeriodicWork convertProcesses(TreeConversion conversion) {
      return PeriodicWork.every(Duration.ofSeconds(10), "convert-processes", conversion::run);
    }
  }
}
