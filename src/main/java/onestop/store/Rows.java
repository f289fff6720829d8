package onestop.store;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import onestop.store.Column.Bound;
import onestop.store.UnitOfWork.Memory;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.dao.OptimisticLockingFailureException;

/**
 * The rows of a table that the current transaction has locked or inserted, each once, in their
 * current state. All changes of a row are written as one update before the commit, which checks the
 * row's revision. A row in the state that its table declares as gone is deleted, with the same
 * check; it stays in this memory, and becomes an insert if a later update revives it.
 *
 * <p>Every call but {@link #find} needs a transaction. If another transaction has changed a row in
 * spite of its lock, the write fails with {@link OptimisticLockingFailureException}.
 *
 * @param <K> the key
 * @param <R> the row
 */
public final class Rows<K, R> {
  private final Sql sql;
  private final Table<K, R> table;
  private final BiFunction<List<K>, @Nullable Throwable, RuntimeException> duplicate;
  private final Memory<Map<K, Entry<R>>> memory;

  /** The rows of one table; a second row with the same key throws {@link DuplicateKeyException}. */
  public Rows(Sql sql, Table<K, R> table) {
    this(
        sql,
        table,
        (keys, cause) -> new DuplicateKeyException(table.name() + " has " + keys, cause));
  }

  /**
   * As {@link #Rows(Sql, Table)}, with a custom exception for a second row with the same key.
   *
   * @param duplicate makes the exception from the keys to be inserted, one of which exists already;
   *     the cause is null if the transaction itself holds the existing row
   */
  public Rows(
      Sql sql,
      Table<K, R> table,
      BiFunction<List<K>, @Nullable Throwable, RuntimeException> duplicate) {
    this.sql = sql;
    this.table = table;
    this.duplicate = duplicate;
    this.memory = sql.unit().rows(table.name(), table.after(), LinkedHashMap::new, this::write);
  }

  /** A row in its current state and in the state stored in the database. */
  private static final class Entry<R> {
    private R now;
    private long written;
    private boolean made;

    Entry(R now, long written, boolean made) {
      this.now = now;
      this.written = written;
      this.made = made;
    }

    Runnable undo() {
      R before = now;
      long revision = written;
      boolean fresh = made;
      return () -> {
        now = before;
        written = revision;
        made = fresh;
      };
    }
  }

  /** The row as this transaction holds it, or else as the database stores it; takes no lock. */
  public Optional<R> find(K key) {
    Optional<R> here = held(key);
    return here.isPresent() ? here : select(List.of(key), "").stream().findFirst();
  }

  /** Locks a row until the transaction ends and returns it; empty if there is none. */
  public Optional<R> lock(K key) {
    lock(Set.of(key));
    return held(key);
  }

  /** Locks the rows of these keys in key order; a key without a row is skipped. */
  public void lock(Collection<K> keys) {
    lock(keys, " for update");
  }

  /**
   * Locks those rows that no other transaction has locked, without waiting; returns the keys of all
   * given rows that this transaction holds now.
   */
  public Set<K> tryLock(Collection<K> keys) {
    lock(keys, " for update skip locked");
    Map<K, Entry<R>> rows = memory.get();
    return keys.stream().filter(rows::containsKey).collect(Collectors.toSet());
  }

  private void lock(Collection<K> keys, String how) {
    Map<K, Entry<R>> rows = memory.get();
    List<K> missing = keys.stream().filter(key -> !rows.containsKey(key)).distinct().toList();
    if (!missing.isEmpty()) {
      select(missing, how).forEach(this::adopt);
    }
  }

  /**
   * Adds a row that the caller's own statement has read under a lock that covers it. A row that is
   * held already stays as it is.
   *
   * @return the current row
   */
  public R adopt(R read) {
    Map<K, Entry<R>> rows = memory.get();
    K key = table.keyOf(read);
    Entry<R> known = rows.get(key);
    if (known == null) {
      known = new Entry<>(read, table.revision(read), false);
      rows.put(key, known);
      memory.onRollback(() -> rows.remove(key));
    }
    return known.now;
  }

  /**
   * Buffers the insert of a row. A duplicate inserted by another transaction is detected at the
   * write.
   *
   * @throws RuntimeException the exception given to the constructor, if this transaction holds such
   *     a row already
   */
  public void insert(R row) {
    Map<K, Entry<R>> rows = memory.toWrite();
    K key = table.keyOf(row);
    if (rows.containsKey(key)) {
      throw duplicate.apply(List.of(key), null);
    }
    rows.put(key, new Entry<>(row, table.revision(row), true));
    memory.onRollback(() -> rows.remove(key));
  }

  /**
   * Buffers the update of a row.
   *
   * @param after the new row; its revision is that of the current row plus one
   * @throws IllegalStateException if this transaction does not hold the row, or has changed it
   *     since the caller read it
   */
  public void update(R after) {
    Map<K, Entry<R>> rows = memory.toWrite();
    Entry<R> entry = rows.get(table.keyOf(after));
    if (entry == null || table.revision(entry.now) != table.revision(after) - 1) {
      throw new IllegalStateException(
          "a row of " + table.name() + " changed without its lock: " + table.keyOf(after));
    }
    memory.onRollback(entry.undo());
    entry.now = after;
  }

  /** Whether the transaction has locked or inserted the row. */
  public boolean holds(K key) {
    return memory.peek().filter(rows -> rows.containsKey(key)).isPresent();
  }

  /** The keys of the rows that the transaction has locked or inserted. */
  public Set<K> held() {
    return memory.peek().map(rows -> Set.copyOf(rows.keySet())).orElse(Set.of());
  }

  /** The current row, if the transaction has locked or inserted it. */
  public Optional<R> held(K key) {
    return memory.peek().map(rows -> rows.get(key)).map(entry -> entry.now);
  }

  Sql sql() {
    return sql;
  }

  Table<K, R> table() {
    return table;
  }

  /** The current state of a row that was read or inserted by this transaction. */
  R now(R read) {
    return held(table.keyOf(read)).orElse(read);
  }

  private List<R> select(List<K> keys, String how) {
    List<R> found = new ArrayList<>();
    for (KeyList list : KeyList.of(table, keys)) {
      found.addAll(list.select(sql, table, how));
    }
    return found;
  }

  private void write(Map<K, Entry<R>> rows) {
    List<List<Bound<?>>> inserts = new ArrayList<>();
    List<List<Bound<?>>> updates = new ArrayList<>();
    List<List<Bound<?>>> deletes = new ArrayList<>();
    List<K> made = new ArrayList<>();
    for (Map.Entry<K, Entry<R>> row : rows.entrySet()) {
      Entry<R> entry = row.getValue();
      long revision = table.revision(entry.now);
      boolean gone = table.isGone(entry.now);
      if (entry.made ? !gone : revision != entry.written) {
        if (gone) {
          deletes.add(table.deletion(entry.now, entry.written));
        } else if (entry.made) {
          inserts.add(table.insertion(entry.now));
          made.add(row.getKey());
        } else {
          updates.add(table.change(entry.now, entry.written));
        }
        memory.onRollback(entry.undo());
        entry.made = gone;
        entry.written = revision;
      }
    }
    try {
      table.insert().send(sql, inserts);
    } catch (DuplicateKeyException e) {
      throw duplicate.apply(made, e);
    }
    if (!updates.isEmpty()) {
      table.update().sendAll(sql, updates);
    }
    if (!deletes.isEmpty()) {
      table.delete().sendAll(sql, deletes);
    }
  }
}
