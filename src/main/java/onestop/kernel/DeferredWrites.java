package onestop.kernel;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Statements of a transaction that nobody in it reads before its end. They are sent just before the
 * commit, those of one text together: many small commands cost a few round trips. Outside a
 * transaction they are sent at once.
 *
 * <p>What is true if we die: before the commit none of them happened, after it all of them.
 */
@Component
public class DeferredWrites {

  /** In which order tables are written; a row comes after the row it refers to. */
  public enum Stage {
    DOSSIER,
    CLOCK,
    EVENT,
    OBLIGATION,
    INBOX_NEW,
    INBOX_CHANGED,
    INBOX_GONE,
    OTHER
  }

  /** Rows that are kept back as objects until the end. */
  public interface Keeper {
    /** Writes what is kept back, and keeps nothing back any more. */
    void write();
  }

  private final JdbcTemplate jdbc;
  private final RowSets sets;
  private final TransactionLocal<Pending> pending = new TransactionLocal<>(this::begin);

  DeferredWrites(JdbcTemplate jdbc, RowSets sets) {
    this.jdbc = jdbc;
    this.sets = sets;
  }

  /** Sends the statement before the commit. */
  public void add(Stage stage, String sql, @Nullable Object... params) {
    if (TransactionSynchronizationManager.isSynchronizationActive()) {
      Pending now = pending.get();
      if (now.sealed) {
        throw new IllegalStateException("written after the transaction's last writing: " + sql);
      }
      now.statements
          .computeIfAbsent(stage, s -> new LinkedHashMap<>())
          .computeIfAbsent(sql, s -> new ArrayList<>())
          .add(params);
    } else {
      send(sql, List.<Object[]>of(params));
    }
  }

  /** Asks the keeper for its rows at that stage; once a transaction is enough. */
  public void keep(Stage stage, Keeper keeper) {
    pending.get().keepers.computeIfAbsent(stage, s -> new ArrayList<>()).add(keeper);
  }

  /** Writes what has been put off so far, for somebody who reads the tables or refers to them. */
  public void flush() {
    pending.peek().ifPresent(this::write);
  }

  /** Says that a row is kept back which other tables may refer to. */
  public void rowIsNew() {
    pending.get().newRows = true;
  }

  /** To be called before a row is written at once that may refer to one kept back. */
  public void flushNewRows() {
    if (pending.peek().filter(now -> now.newRows).isPresent()) {
      flush();
    }
  }

  /** Sends rows of one statement together; for keepers. */
  public void send(String sql, List<@Nullable Object[]> rows) {
    if (!rows.isEmpty() && together(sql, rows).isEmpty()) {
      jdbc.batchUpdate(sql, rows);
    }
  }

  /**
   * As {@link #send}, each of rows that are held.
   *
   * @throws OptimisticLockingFailureException if one of them changes nothing: somebody else changed
   *     the row
   */
  public void sendChanges(String sql, List<@Nullable Object[]> rows) {
    if (rows.isEmpty()) {
      return;
    }
    OptionalInt missed = together(sql, rows);
    if (missed.isPresent()) {
      if (missed.getAsInt() > 0) {
        throw new OptimisticLockingFailureException(
            missed.getAsInt() + " rows changed under their lock: " + sql.strip());
      }
      return;
    }
    int[] counts = jdbc.batchUpdate(sql, rows);
    for (int i = 0; i < counts.length; i++) {
      if (counts[i] == 0) {
        throw new OptimisticLockingFailureException(
            "a row changed under its lock: " + Arrays.toString(rows.get(i)));
      }
    }
  }

  /** One statement for all rows where there is one; how many rows were not there. */
  private OptionalInt together(String sql, List<@Nullable Object[]> rows) {
    if (rows.size() == 1) {
      return OptionalInt.empty();
    }
    return Objects.requireNonNull(
        jdbc.execute(
            (ConnectionCallback<OptionalInt>)
                connection -> {
                  Optional<RowSets.RowSet> all = sets.of(sql, connection);
                  return all.isEmpty()
                      ? OptionalInt.empty()
                      : OptionalInt.of(all.get().run(connection, rows));
                }));
  }

  private void write(Pending now) {
    now.newRows = false;
    for (Stage stage : Stage.values()) {
      List<Keeper> keepers = now.keepers.getOrDefault(stage, List.of());
      keepers.forEach(Keeper::write);
      @Nullable Map<String, List<@Nullable Object[]>> statements = now.statements.remove(stage);
      if (statements != null) {
        statements.forEach(this::send);
      }
    }
  }

  private Pending begin() {
    Pending made = new Pending();
    TransactionSynchronizationManager.registerSynchronization(made);
    return made;
  }

  private final class Pending implements TransactionSynchronization {
    private final Map<Stage, Map<String, List<@Nullable Object[]>>> statements = new TreeMap<>();
    private final Map<Stage, List<Keeper>> keepers = new TreeMap<>();
    private boolean sealed;
    private boolean newRows;

    @Override
    public int getOrder() {
      return Ordered.HIGHEST_PRECEDENCE + 1; // after the unit of work
    }

    @Override
    public void beforeCommit(boolean readOnly) {
      write(this);
      sealed = true;
    }
  }
}
