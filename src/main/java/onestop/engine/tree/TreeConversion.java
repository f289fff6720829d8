package onestop.engine.tree;

import java.sql.SQLException;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import onestop.engine.EngineIncident;
import onestop.incidents.Incidents;
import onestop.kernel.DossierCode;
import onestop.node.DatabaseTrouble;
import onestop.node.PeriodicWork;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Turns the processes that a release before trees has left in the engine's tables into trees, while
 * people work: dossiers with the earliest timer first, a batch in a transaction. What a command
 * holds is left to it, and to the next run. A dossier whose processes cannot be converted stays as
 * it is, with an incident, and holds up no other; every run tries some of these again.
 *
 * <p>What is true if we die: a process is a tree or rows, never both and never neither, and the
 * next run goes on with those that are rows.
 */
@Component
public class TreeConversion {
  /** The number of dossiers in one transaction. */
  static final int BATCH = 200;

  private static final Logger log = LoggerFactory.getLogger(TreeConversion.class);
  private static final int RETRIED = 20;

  private final Trees trees;
  private final EngineRows rows;
  private final Incidents incidents;
  private final TransactionTemplate transaction;

  /** Dossiers that this node could not convert, those tried longest ago first. */
  private final Set<String> refused = new LinkedHashSet<>();

  private boolean done;

  TreeConversion(
      Trees trees, EngineRows rows, Incidents incidents, PlatformTransactionManager transactions) {
    this.trees = trees;
    this.rows = rows;
    this.incidents = incidents;
    this.transaction = new TransactionTemplate(transactions);
  }

  /**
   * Converts until nothing is left that is neither locked nor refused; returns the number of
   * dossiers.
   */
  public int run() {
    return run(BATCH);
  }

  synchronized int run(int batch) {
    if (done) {
      return 0;
    }
    int all = 0;
    for (String dossier : refused.stream().limit(RETRIED).toList()) {
      refused.remove(dossier);
      all += convert(List.of(dossier));
    }
    for (List<String> next = next(batch); !next.isEmpty(); next = next(batch)) {
      int before = refused.size();
      int converted = convert(next);
      all += converted;
      if (converted > 0) {
        log.info("{} processes of dossiers are trees now", all);
      } else if (refused.size() == before) {
        break; // the rest is locked
      }
    }
    closeIncidents();
    done = rows.isEmpty();
    return all;
  }

  private List<String> next(int batch) {
    return rows.isEmpty() ? List.of() : rows.next(batch, refused);
  }

  /** Converts these dossiers together, or the halves of them if that fails. */
  private int convert(List<String> dossiers) {
    try {
      Integer converted = transaction.execute(status -> trees.convert(dossiers));
      return converted == null ? 0 : converted;
    } catch (RuntimeException e) {
      if (isOfTheMoment(e)) {
        throw e; // the next run goes on
      }
      if (dossiers.size() > 1) {
        int half = dossiers.size() / 2;
        return convert(dossiers.subList(0, half))
            + convert(dossiers.subList(half, dossiers.size()));
      }
      refuse(dossiers.get(0), e);
      return 0;
    }
  }

  private void refuse(String dossier, RuntimeException why) {
    refused.add(dossier);
    if (incidents.open(
        EngineIncident.PROCESS_NOT_CONVERTED, new DossierCode(dossier), Incidents.reason(why))) {
      log.warn("The processes of {} cannot be converted", dossier, why);
    }
  }

  /** Whether the database or another transaction is the reason, and not the dossier. */
  private static boolean isOfTheMoment(RuntimeException why) {
    if (DatabaseTrouble.of(why).isPresent()) {
      return true;
    }
    for (Throwable cause = why; cause != null; cause = cause.getCause()) {
      if (cause instanceof TransientDataAccessException
          || cause instanceof SQLException sql
              && sql.getSQLState() != null
              && sql.getSQLState().startsWith("40")) {
        return true;
      }
    }
    return false;
  }

  /** Also a command, or another node, may have converted a dossier. */
  private void closeIncidents() {
    for (DossierCode dossier : incidents.open(EngineIncident.PROCESS_NOT_CONVERTED)) {
      if (!rows.has(dossier.value())) {
        incidents.close(EngineIncident.PROCESS_NOT_CONVERTED, dossier);
      }
    }
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
