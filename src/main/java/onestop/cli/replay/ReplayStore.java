package onestop.cli.replay;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import onestop.kernel.DossierCode;
import onestop.store.Sql;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The progress of a replay, kept in the database that it fills; every write joins the caller's
 * transaction.
 */
final class ReplayStore {
  private final JdbcClient jdbc;

  ReplayStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * The progress of a replay.
   *
   * @param fingerprint the fingerprint of log, rule pack and rules: another fingerprint is another
   *     run
   * @param nextAction index of the first action of the plan that has not happened
   * @param simulatedAt the time of the simulation
   * @param finished whether the horizon was reached and every timer before it fired
   */
  record Cursor(
      String fingerprint, int nextAction, Instant simulatedAt, boolean finished, long revision) {
    Cursor moved(int next, Instant at) {
      return new Cursor(fingerprint, next, at, finished, revision);
    }

    Cursor ended(Instant at) {
      return new Cursor(fingerprint, nextAction, at, true, revision);
    }
  }

  Optional<Cursor> find() {
    return jdbc.sql(
            "select fingerprint, next_action, simulated_at, finished, revision from replay_progress")
        .query(
            (rs, row) ->
                new Cursor(
                    rs.getString(1),
                    rs.getInt(2),
                    Sql.instant(rs, "simulated_at"),
                    rs.getBoolean(4),
                    rs.getLong(5)))
        .optional();
  }

  /** A new run that has done nothing yet. */
  Cursor begin(String fingerprint, Instant at) {
    jdbc.sql(
            """
            insert into replay_progress (id, fingerprint, next_action, simulated_at, finished, revision)
            values (1, ?, 0, ?, false, 0)
            """)
        .param(fingerprint)
        .param(Sql.utc(at))
        .update();
    return new Cursor(fingerprint, 0, at, false, 0);
  }

  /** Saves the progress of the run; fails if another process has moved it meanwhile. */
  Cursor save(Cursor cursor) {
    int updated =
        jdbc.sql(
                """
                update replay_progress
                   set next_action = ?, simulated_at = ?, finished = ?, revision = revision + 1
                 where id = 1 and revision = ?
                """)
            .param(cursor.nextAction())
            .param(Sql.utc(cursor.simulatedAt()))
            .param(cursor.finished())
            .param(cursor.revision())
            .update();
    if (updated != 1) {
      throw new IllegalStateException("another process replays into this database");
    }
    return new Cursor(
        cursor.fingerprint(),
        cursor.nextAction(),
        cursor.simulatedAt(),
        cursor.finished(),
        cursor.revision() + 1);
  }

  void received(int row, String trace, DossierCode code) {
    jdbc.sql("insert into replay_dossier (row_no, trace, dossier_code) values (?, ?, ?)")
        .params(row, trace, code.value())
        .update();
  }

  /** The dossier received from a row. */
  record Received(DossierCode code, String trace) {}

  /** The dossiers received so far, by the row of their trace. */
  Map<Integer, Received> dossiers() {
    Map<Integer, Received> received = new TreeMap<>();
    jdbc.sql("select row_no, dossier_code, trace from replay_dossier")
        .query(
            rs -> {
              received.put(
                  rs.getInt(1), new Received(new DossierCode(rs.getString(2)), rs.getString(3)));
            });
    return received;
  }
}
