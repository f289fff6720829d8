package onestop.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import onestop.store.Sql;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The signed checkpoints, the log's keys, and the extent of the published files. Every call runs in
 * the caller's transaction; inserts require the lock of {@link #hold}.
 */
@Component
public class CheckpointStore {
  private final JdbcClient jdbc;

  public CheckpointStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** The size of the tree whose tiles are on disk, and the edge of that tree. */
  public record Published(long size, byte[] edge, long revision) {}

  /** Locks the single publishing row until the transaction ends, and returns it. */
  public Published hold() {
    return jdbc.sql("select size, edge, revision from ledger_published where id = 1 for update")
        .query(
            (row, n) ->
                new Published(row.getLong("size"), row.getBytes("edge"), row.getLong("revision")))
        .single();
  }

  /** Records that the files now contain the tree with this edge. */
  public void move(Published held, TreeEdge to) {
    int updated =
        jdbc.sql(
                """
                update ledger_published set size = ?, edge = ?, revision = revision + 1
                 where id = 1 and revision = ?
                """)
            .params(to.size(), to.bytes(), held.revision())
            .update();
    if (updated != 1) {
      throw new IllegalStateException("somebody else published under the lock");
    }
  }

  /** The last signed checkpoint. */
  public Optional<Checkpoint> latest() {
    return jdbc.sql("select note from ledger_checkpoint order by no desc fetch first 1 rows only")
        .query(CheckpointStore::checkpoint)
        .optional();
  }

  /** Whether a checkpoint of that size and root was signed. */
  public boolean has(Checkpoint checkpoint) {
    return jdbc.sql("select count(*) from ledger_checkpoint where size = ? and root = ?")
            .params(checkpoint.size(), checkpoint.root())
            .query(Long.class)
            .single()
        > 0;
  }

  /**
   * The time of the last signature of a checkpoint with that size and root; empty if there is none.
   */
  Optional<Instant> signedAt(Checkpoint checkpoint) {
    return jdbc.sql(
            """
            select at from ledger_checkpoint where size = ? and root = ?
             order by no desc fetch first 1 rows only
            """)
        .params(checkpoint.size(), checkpoint.root())
        .query((row, n) -> Sql.instant(row, "at"))
        .optional();
  }

  /**
   * The root by size of every signed checkpoint; if a size has different roots, the value is a text
   * of both, which equals no root.
   */
  public Map<Long, String> roots() {
    Map<Long, String> roots = new TreeMap<>();
    jdbc.sql("select size, root from ledger_checkpoint order by no")
        .query(
            row -> {
              roots.merge(
                  row.getLong(1),
                  row.getString(2),
                  (one, other) -> one.equals(other) ? one : one + " and " + other);
            });
    return roots;
  }

  /** The numbers of the checkpoints whose note differs from the other columns of its row. */
  public List<Long> garbled() {
    return jdbc
        .sql("select no, size, root, note from ledger_checkpoint order by no")
        .query((row, n) -> says(row) ? -1L : row.getLong("no"))
        .list()
        .stream()
        .filter(no -> no >= 0)
        .toList();
  }

  private static boolean says(ResultSet row) throws SQLException {
    try {
      Checkpoint said = Checkpoint.parse(row.getString("note"));
      return said.size() == row.getLong("size") && said.root().equals(row.getString("root"));
    } catch (onestop.kernel.Failure e) {
      return false;
    }
  }

  /** Inserts a signed checkpoint with the next number. */
  public void insert(Checkpoint checkpoint, Instant at) {
    jdbc.sql(
            """
            insert into ledger_checkpoint (no, size, root, note, at)
            values ((select coalesce(max(no), 0) + 1 from ledger_checkpoint), ?, ?, ?, ?)
            """)
        .params(
            checkpoint.size(),
            checkpoint.root(),
            checkpoint.note(),
            Sql.utc(at.truncatedTo(ChronoUnit.MILLIS)))
        .update();
  }

  /** The log's current verifier key. */
  public Optional<NoteKey> key() {
    return keys().stream().findFirst();
  }

  /** All verifier keys of the log, the newest first. */
  List<NoteKey> keys() {
    return jdbc.sql("select vkey from ledger_key order by no desc")
        .query((row, n) -> NoteKey.parse(row.getString(1)))
        .list();
  }

  /** Inserts a key of the log with the next number. */
  public void insert(NoteKey key, Instant at) {
    jdbc.sql(
            """
            insert into ledger_key (no, vkey, at)
            values ((select coalesce(max(no), 0) + 1 from ledger_key), ?, ?)
            """)
        .params(key.text(), Sql.utc(at.truncatedTo(ChronoUnit.MILLIS)))
        .update();
  }

  private static Checkpoint checkpoint(ResultSet row, int number) throws SQLException {
    return Checkpoint.parse(row.getString("note"));
  }
}
