package onestop.integrity;

import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import onestop.store.Sql;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The record of complete checks, so that an operator sees when the last one was and its result. */
@Component
public class FsckRuns {
  private final Sql sql;
  private final Fsck fsck;
  private final Clock clock;

  FsckRuns(Sql sql, Fsck fsck, Clock clock) {
    this.sql = sql;
    this.fsck = fsck;
    this.clock = clock;
  }

  /**
   * One complete check.
   *
   * @param findings the number of differences; 0 if everything holds
   */
  public record Run(
      Instant begunAt,
      Instant endedAt,
      long dossiers,
      long letters,
      long ledgerEntries,
      String ledgerHead,
      int findings) {}

  /** Checks everything, and records the result; a check that breaks off is not recorded. */
  public Fsck.Result check() {
    Instant begunAt = clock.instant();
    Fsck.Result result = fsck.check();
    record(result, begunAt, clock.instant());
    return result;
  }

  private void record(Fsck.Result result, Instant begunAt, Instant endedAt) {
    sql.client()
        .sql(
            """
            insert into fsck_run
              (begun_at, ended_at, dossiers, letters, ledger_entries, ledger_head, findings)
            values (?, ?, ?, ?, ?, ?, ?)
            """)
        .params(
            stored(begunAt),
            stored(endedAt),
            result.dossiers(),
            result.letters(),
            result.ledgerEntries(),
            result.ledgerHead(),
            result.findings().size())
        .update();
  }

  /** The check that ended last; empty if there was none. */
  @Transactional(readOnly = true)
  public Optional<Run> last() {
    return sql.client()
        .sql(
            """
            select begun_at, ended_at, dossiers, letters, ledger_entries, ledger_head, findings
              from fsck_run order by id desc fetch first 1 rows only
            """)
        .query(
            (row, n) ->
                new Run(
                    row.getObject(1, OffsetDateTime.class).toInstant(),
                    row.getObject(2, OffsetDateTime.class).toInstant(),
                    row.getLong(3),
                    row.getLong(4),
                    row.getLong(5),
                    row.getString(6),
                    row.getInt(7)))
        .optional();
  }

  private static OffsetDateTime stored(Instant at) {
    return at.truncatedTo(ChronoUnit.MILLIS).atOffset(ZoneOffset.UTC);
  }
}
