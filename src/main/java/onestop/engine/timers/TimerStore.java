package onestop.engine.timers;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import onestop.engine.NextMark;
import onestop.engine.running.TimerRearming;
import onestop.kernel.DossierCode;
import onestop.store.Sql;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The rows of timers in the engine's tables: which are due, and which this transaction locks. */
@Component
class TimerStore {
  private final JdbcClient jdbc;

  TimerStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** When the next timer is due; empty if none waits. */
  Optional<Instant> nextAt() {
    return jdbc.sql(
            "select min(DUEDATE_) from ACT_RU_JOB where RETRIES_ > 0 and SUSPENSION_STATE_ = 1")
        .query((row, n) -> Optional.ofNullable(row.getTimestamp(1)).map(Timestamp::toInstant))
        .single()
        .filter(at -> at.isBefore(NextMark.PARKED));
  }

  /** A due timer; one with fewer tries than a new timer has failed before. */
  record Due(String job, DossierCode dossier, boolean failedBefore) {}

  /** The first {@code max} timers due at or before {@code now}, by due time, then by dossier. */
  List<Due> due(Instant now, int max) {
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

  /** Locks those of the timers that are due and not locked; returns each with its dossier. */
  Map<String, DossierCode> acquire(List<String> timers, Instant now) {
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

  /** The dossier of a timer; empty if the timer is gone. */
  Optional<DossierCode> dossier(String job) {
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
