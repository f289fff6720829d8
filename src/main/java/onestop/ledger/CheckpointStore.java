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
 * What was signed, with which keys, and how far the files are. Every call runs in the caller's
 * transaction; whoever inserts holds the row that {@link #hold} gives.
 */
@Component
public class CheckpointStore {
  private final JdbcClient jdbc;

  public CheckpointStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** How far tiles are on disk; the edge of the tree there. */
  public record Published(long size, byte[] edge, long revision) {}

  /** Holds the one row of publishing until the transaction ends. */
  public Published hold() {
    return jdbc.sql("select size, edge, revision from ledger_published where id = 1 for update")
        .query(
            (row, n) ->
                new Published(row.getLong("size"), row.getBytes("edge"), row.getLong("revision")))
        .single();
  }

  /** Notes that the files reach the tree that this edge ends. */
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

  /** The checkpoint signed last. */
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

  /** When a checkpoint of that size and root was signed last; empty if none was. */
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

  /** Root by size of everything that was signed; of two roots for one size the wrong one shows. */
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

  /** The numbers of checkpoints whose note does not say what the columns beside it say. */
  public List<Long> garbled() {
    return jdbc
        .sql("select no, size, root, note from ledger_checkpoint order by no")
        .query((row, n) -> says(row) ? -1L : row.getLong("no"))
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

  /** Keeps a signed checkpoint, as the next in order. */
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

  /** The verifier key that the log is signed with now. */
  public Optional<NoteKey> key() {
    return keys().stream().findFirst();
  }

  /** All verifier keys that the log was ever signed with, the newest first. */
  List<NoteKey> keys() {
    return jdbc.sql("select vkey from ledger_key order by no desc")
        .query((row, n) -> NoteKey.parse(row.getString(1)))
        .list();
  }

  /** Keeps a key of the log, as the next in order. */
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
