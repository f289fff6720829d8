package onestop.engine;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import onestop.engine.internals.OneContext;
import onestop.kernel.DossierCode;
import onestop.kernel.InList;
import org.camunda.bpm.engine.ManagementService;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Fires due timers many to a transaction, oldest first. Rows that another node or a clerk's command
 * holds are passed over and come with a later wave, so that nodes share a wall and nobody waits.
 *
 * <p>What is true if we die: the rows are held by the transaction alone, so before the commit every
 * timer of the wave is due as it was, and after it every one has fired once. A timer that fails
 * spoils nothing but its own wave, which is done again without it; alone it fails by the engine's
 * own rules, one try less and a pause, at last an incident.
 */
@Component
class TimerWave {
  private static final Logger log = LoggerFactory.getLogger(TimerWave.class);
  private static final int FRESH = LostTimers.RETRIES;

  private final TransactionTemplate transaction;
  private final ManagementService management;
  private final ObjectProvider<BatchPreparation> preparations;
  private final BatchContext context;
  private final JdbcClient jdbc;
  private final EngineClock clock;

  TimerWave(
      PlatformTransactionManager transactions,
      ManagementService management,
      ObjectProvider<BatchPreparation> preparations,
      BatchContext context,
      JdbcClient jdbc,
      EngineClock clock) {
    this.transaction = new TransactionTemplate(transactions);
    this.management = management;
    this.preparations = preparations;
    this.context = context;
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /**
   * Fires at most {@code max} timers that are due at that moment; how many it took out of the way.
   */
  int fire(Instant now, int max) {
    int failed = failedBefore(now, max);
    return failed > 0 ? failed : fireTogether(now, max);
  }

  private int fireTogether(Instant now, int max) {
    if (max == 1) {
      return one(now);
    }
    Wave wave = new Wave();
    try {
      clock.align();
      Integer fired = transaction.execute(status -> fire(wave, now, max));
      return fired == null ? 0 : fired;
    } catch (RuntimeException e) {
      @Nullable String culprit = wave.current;
      log.debug("A wave of {} timers was rolled back at {}", wave.size, culprit, e);
      if (culprit != null) {
        alone(culprit);
        return 1;
      }
      // it failed when it was written: one of them, nobody says which
      return fireTogether(now, Math.max(1, wave.size / 2));
    }
  }

  /** How a wave went. */
  private static final class Wave {
    private @Nullable String current;
    private int size;
  }

  private int fire(Wave wave, Instant now, int max) {
    Map<String, DossierCode> due = acquire(now, max);
    wave.size = due.size();
    if (due.isEmpty()) {
      return 0;
    }
    Set<DossierCode> free = new TreeSet<>(Comparator.comparing(DossierCode::value));
    free.addAll(due.values());
    preparations.orderedStream().forEach(preparation -> free.retainAll(preparation.seize(free)));
    due.values().retainAll(free);
    context
        .get()
        .run(
            free.stream().map(DossierCode::value).toList(),
            () -> {
              // in the order of the codes, as everybody takes what several dossiers share
              for (String job : sorted(due)) {
                wave.current = job;
                OneContext.fire(job);
              }
              wave.current = null;
            });
    return due.size();
  }

  private static List<String> sorted(Map<String, DossierCode> due) {
    return due.entrySet().stream()
        .sorted(Comparator.comparing(entry -> entry.getValue().value()))
        .map(Map.Entry::getKey)
        .toList();
  }

  /** The due timers that nobody holds, held from now on, oldest first, each with its dossier. */
  private Map<String, DossierCode> acquire(Instant now, int max) {
    Map<String, String> processes = new LinkedHashMap<>();
    jdbc.sql(
            """
            select ID_, PROCESS_INSTANCE_ID_ from ACT_RU_JOB
             where DUEDATE_ <= :now and RETRIES_ > 0 and SUSPENSION_STATE_ = 1
               and (LOCK_EXP_TIME_ is null or LOCK_EXP_TIME_ <= :now)
             order by DUEDATE_, ID_ fetch first :max rows only for update skip locked
            """)
        .param("now", Timestamp.from(now))
        .param("max", max)
        .query((RowCallbackHandler) row -> processes.put(row.getString(1), row.getString(2)));
    Map<String, DossierCode> due = new LinkedHashMap<>();
    if (!processes.isEmpty()) {
      Map<String, DossierCode> dossiers = new HashMap<>();
      jdbc.sql("select ID_, BUSINESS_KEY_ from ACT_RU_EXECUTION where ID_ in (:ids)")
          .param("ids", InList.padded(processes.values()))
          .query(
              (RowCallbackHandler)
                  row -> dossiers.put(row.getString(1), new DossierCode(row.getString(2))));
      processes.forEach(
          (job, process) -> {
            DossierCode dossier = dossiers.get(process);
            if (dossier != null) {
              due.put(job, dossier);
            }
          });
    }
    return due;
  }

  /** Timers that failed before go alone, or each of them would spoil a wave again. */
  private int failedBefore(Instant now, int max) {
    List<String> failed =
        jdbc.sql(
                """
                select ID_ from ACT_RU_JOB
                 where DUEDATE_ <= :now and RETRIES_ > 0 and RETRIES_ < :fresh
                   and SUSPENSION_STATE_ = 1
                   and (LOCK_EXP_TIME_ is null or LOCK_EXP_TIME_ <= :now)
                 order by DUEDATE_, ID_ fetch first :max rows only
                """)
            .param("now", Timestamp.from(now))
            .param("fresh", FRESH)
            .param("max", max)
            .query(String.class)
            .list();
    failed.forEach(this::alone);
    return failed.size();
  }

  private int one(Instant now) {
    List<String> oldest =
        jdbc.sql(
                """
                select ID_ from ACT_RU_JOB
                 where DUEDATE_ <= :now and RETRIES_ > 0 and SUSPENSION_STATE_ = 1
                   and (LOCK_EXP_TIME_ is null or LOCK_EXP_TIME_ <= :now)
                 order by DUEDATE_, ID_ fetch first 1 rows only
                """)
            .param("now", Timestamp.from(now))
            .query(String.class)
            .list();
    oldest.forEach(this::alone);
    return oldest.size();
  }

  /** The engine's own way with one timer, its failures included. */
  private void alone(String job) {
    try {
      clock.align();
      management.executeJob(job);
    } catch (RuntimeException e) {
      log.warn("Timer {} failed and will be tried again: {}", job, e.toString());
    }
  }
}
