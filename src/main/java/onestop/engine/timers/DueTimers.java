// Over 300 lines: one wave from the plan to the repetition of what failed.
package onestop.engine.timers;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import onestop.batch.Answers;
import onestop.batch.Attempt;
import onestop.batch.Isolation;
import onestop.batch.Retries;
import onestop.batch.Transactions;
import onestop.engine.BatchPreparation;
import onestop.engine.EngineClock;
import onestop.engine.EngineIncident;
import onestop.engine.NextMark;
import onestop.engine.Timers;
import onestop.engine.commands.BatchContext;
import onestop.engine.commands.Endings;
import onestop.engine.commands.EngineMeters;
import onestop.engine.commands.TransactionSettings;
import onestop.engine.internals.SharedCommandContext;
import onestop.engine.running.TimerRearming;
import onestop.incidents.Incidents;
import onestop.kernel.DossierCode;
import onestop.store.Sql;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The only way in which timers fire: many in one transaction, a wave, oldest first. Rows locked by
 * another node or by a clerk's command are skipped and fire in a later wave, so that nodes share a
 * large number of due timers without waiting for each other.
 *
 * <p>What is true if we die: only the transaction holds the rows, so before the commit every timer
 * of the wave is still due, and after it every timer has fired once. A timer that fails rolls back
 * its own wave only, which is retried without it. If the timer also fails alone, the engine's rules
 * for failed jobs apply: its tries are decremented and it is delayed; after the last try there is
 * an incident.
 */
@Component
public class DueTimers implements Timers {
  private static final Logger log = LoggerFactory.getLogger(DueTimers.class);
  private static final int PORTIONS = 50;

  /**
   * The longest wait for rows that dossiers share, series of numbers above all: about the duration
   * of a wave.
   */
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private final TransactionTemplate transaction;
  private final ObjectProvider<BatchPreparation> preparations;
  private final ObjectProvider<NextMark> marks;
  private final BatchContext context;
  private final TransactionSettings session;
  private final JdbcClient jdbc;
  private final EngineClock clock;
  private final Incidents incidents;
  private final EngineMeters meters;

  DueTimers(
      PlatformTransactionManager transactions,
      ObjectProvider<BatchPreparation> preparations,
      ObjectProvider<NextMark> marks,
      BatchContext context,
      TransactionSettings session,
      JdbcClient jdbc,
      EngineClock clock,
      Incidents incidents,
      EngineMeters meters) {
    this.transaction = new TransactionTemplate(transactions);
    this.preparations = preparations;
    this.marks = marks;
    this.context = context;
    this.session = session;
    this.jdbc = jdbc;
    this.clock = clock;
    this.incidents = incidents;
    this.meters = meters;
  }

  @Override
  public Optional<Instant> nextAt() {
    return jdbc.sql(
            "select min(DUEDATE_) from ACT_RU_JOB where RETRIES_ > 0 and SUSPENSION_STATE_ = 1")
        .query((row, n) -> Optional.ofNullable(row.getTimestamp(1)).map(Timestamp::toInstant))
        .single()
        .filter(at -> at.isBefore(NextMark.PARKED));
  }

  @Override
  public int fire(Instant now, int max) {
    int dealtWith = 0;
    for (List<String> portion : plan(now, max)) {
      int left = max - dealtWith;
      if (left == 0) {
        break;
      }
      dealtWith += fire(portion.subList(0, Math.min(left, portion.size())), now);
    }
    return dealtWith;
  }

  /**
   * The timers due at or before {@code now}, in portions of at most {@code size}. The order is by
   * due time, then by dossier, so that lanes that take portions from both ends seldom compete for
   * one series of numbers. If some timers are urgent ({@link NextMark#urgentUntil}), the plan holds
   * only these. A timer that has failed before is a portion of its own, since it could fail a wave
   * again.
   */
  public Deque<List<String>> plan(Instant now, int size) {
    List<Due> due = urgentFirst(due(now, PORTIONS * size), now);
    Deque<List<String>> portions = new ArrayDeque<>();
    List<String> portion = new ArrayList<>();
    for (Due timer : due) {
      if (timer.failedBefore()) {
        portions.add(List.of(timer.job()));
      } else {
        portion.add(timer.job());
      }
    }
    for (int from = 0; from < portion.size(); from += size) {
      portions.add(List.copyOf(portion.subList(from, Math.min(portion.size(), from + size))));
    }
    return portions;
  }

  private record Due(String job, DossierCode dossier, boolean failedBefore) {}

  private List<Due> due(Instant now, int max) {
    return jdbc.sql(
            """
            select j.ID_, p.BUSINESS_KEY_, j.RETRIES_ from ACT_RU_JOB j
              join ACT_RU_EXECUTION p on p.ID_ = j.PROCESS_INSTANCE_ID_
             where j.DUEDATE_ <= :now and j.RETRIES_ > 0 and j.SUSPENSION_STATE_ = 1
               and (j.LOCK_EXP_TIME_ is null or j.LOCK_EXP_TIME_ <= :now)
             order by j.DUEDATE_, p.BUSINESS_KEY_, j.ID_ fetch first :max rows only
            """)
        .param("now", Timestamp.from(now))
        .param("max", max)
        .query(
            (row, n) ->
                new Due(
                    row.getString(1),
                    new DossierCode(row.getString(2)),
                    row.getInt(3) < TimerRearming.RETRIES))
        .list();
  }

  private List<Due> urgentFirst(List<Due> due, Instant now) {
    if (due.isEmpty()) {
      return due;
    }
    Set<DossierCode> urgent =
        marks.getObject().urgentUntil(due.stream().map(Due::dossier).toList(), now);
    return urgent.isEmpty()
        ? due
        : due.stream().filter(timer -> urgent.contains(timer.dossier())).toList();
  }

  /**
   * Fires those of the timers that are still due and not locked by another transaction; returns the
   * number handled.
   */
  public int fire(List<String> timers, Instant now) {
    if (timers.isEmpty()) {
      return 0;
    }
    Wave wave = new Wave(now);
    if (TransactionSynchronizationManager.isActualTransactionActive()) {
      // if one timer fails, the caller's transaction is rolled back, and with it the work of the
      // others
      wave.fire(timers);
    } else {
      new Isolation<>(wave, wave, new Retries(1, PATIENCE, PATIENCE, tried -> {})).settle(timers);
    }
    if (wave.stopped != null) {
      throw wave.stopped; // each of the timers would fail in the same way
    }
    return wave.dealtWith;
  }

  /** The timers of one wave on their way through transactions, and the number handled so far. */
  private final class Wave implements Transactions<String>, Answers<String> {
    private final Instant now;
    private @Nullable String current;
    private @Nullable RuntimeException stopped;
    private int dealtWith;

    Wave(Instant now) {
      this.now = now;
    }

    public void fire(List<String> timers) {
      clock.align();
      Integer fired = transaction.execute(status -> DueTimers.this.fire(this, timers));
      if (fired != null && fired > 0) {
        meters.fired(fired);
        dealtWith += fired;
      }
    }

    @Override
    public Attempt<String> attempt(List<String> timers, Duration lockTimeout) {
      current = null;
      try {
        fire(timers);
        return Attempt.committed();
      } catch (RuntimeException e) {
        meters.waveAgain();
        log.debug("A wave of {} timers was rolled back at {}", timers.size(), current, e);
        return Attempt.rolledBack(Endings.of(e), e, current, Attempt.Phase.WORKING);
      }
    }

    @Override
    public void committed(String timer) {
      // counted by its wave, since a locked timer was skipped
    }

    /** Another transaction has locked the timer: a later wave fires it, and no try is used up. */
    @Override
    public void locked(String timer) {}

    @Override
    public void failed(String timer, Attempt<String> last) {
      if (last.ending() == Attempt.Ending.UNAVAILABLE) {
        stopped = last.reason();
      } else if (!Endings.isConcurrencyConflict(last.reason())) {
        note(timer, last.reason());
        dealtWith++;
      }
    }
  }

  private int fire(Wave wave, List<String> timers) {
    session.apply(PATIENCE);
    Map<String, DossierCode> due = acquire(timers, wave.now);
    if (due.isEmpty()) {
      return 0;
    }
    Set<DossierCode> free = new TreeSet<>(Comparator.comparing(DossierCode::value));
    free.addAll(due.values());
    preparations.orderedStream().forEach(preparation -> free.retainAll(preparation.tryLock(free)));
    due.values().retainAll(free);
    context
        .get()
        .run(
            free.stream().map(DossierCode::value).toList(),
            () -> {
              // in the order of the codes, as all transactions lock the rows that dossiers share
              for (String job : sorted(due)) {
                wave.current = job;
                SharedCommandContext.fire(job);
              }
              wave.current = null;
            });
    if (timers.size() == 1) {
      free.forEach(this::fires);
    }
    return due.size();
  }

  private static List<String> sorted(Map<String, DossierCode> due) {
    return due.entrySet().stream()
        .sorted(Comparator.comparing(entry -> entry.getValue().value()))
        .map(Map.Entry::getKey)
        .toList();
  }

  /** Locks the timers that are due and not locked, and returns each with its dossier. */
  private Map<String, DossierCode> acquire(List<String> timers, Instant now) {
    Map<String, String> processes = new LinkedHashMap<>();
    jdbc.sql(
            """
            select ID_, PROCESS_INSTANCE_ID_ from ACT_RU_JOB
             where ID_ = any(:ids) and DUEDATE_ <= :now and RETRIES_ > 0 and SUSPENSION_STATE_ = 1
             order by ID_ for update skip locked
            """)
        .param("ids", Sql.keys(timers))
        .param("now", Timestamp.from(now))
        .query((RowCallbackHandler) row -> processes.put(row.getString(1), row.getString(2)));
    Map<String, DossierCode> due = new LinkedHashMap<>();
    if (!processes.isEmpty()) {
      Map<String, DossierCode> dossiers = new HashMap<>();
      jdbc.sql("select ID_, BUSINESS_KEY_ from ACT_RU_EXECUTION where ID_ = any(:ids)")
          .param("ids", Sql.keys(processes.values()))
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

  /**
   * Closes the incident of a timer that has fired; a timer that fires alone may have failed before.
   */
  private void fires(DossierCode dossier) {
    incidents.close(EngineIncident.TIMER_FAILED, dossier);
  }

  /**
   * Decrements the tries of a job and delays it, by the engine's rules for failed jobs, and records
   * an incident with the reason.
   */
  private void note(String job, RuntimeException why) {
    log.warn("Timer {} failed and will be tried again: {}", job, why.toString());
    Optional<DossierCode> dossier = dossier(job);
    context.get().failed(job, why);
    dossier.ifPresent(
        code -> incidents.open(EngineIncident.TIMER_FAILED, code, Incidents.reason(why)));
  }

  private Optional<DossierCode> dossier(String job) {
    return jdbc.sql(
            """
            select p.BUSINESS_KEY_ from ACT_RU_JOB j
              join ACT_RU_EXECUTION p on p.ID_ = j.PROCESS_INSTANCE_ID_ where j.ID_ = ?
            """)
        .param(job)
        .query(String.class)
        .optional()
        .map(DossierCode::new);
  }
}
