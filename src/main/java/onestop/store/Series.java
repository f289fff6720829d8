package onestop.store;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import onestop.store.Column.Bound;
import onestop.store.UnitOfWork.Memory;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Numbers from 1, in order and without gaps for each key, unique under any concurrency. A key's
 * counter is locked from its first use until the transaction ends, and written once before the
 * commit, however many numbers were taken. A number whose transaction rolls back is issued again.
 *
 * @param <K> the owner of a sequence of numbers
 */
public final class Series<K> {
  private final Sql sql;
  private final Table<K, Count<K>> table;
  private final TransactionTemplate apart;
  private final Memory<Map<K, Counter<K>>> memory;

  /**
   * A counter's row.
   *
   * @param last the last number issued; 0 if none was
   * @param revision incremented by each write; in a table without a revision column, the last
   *     number itself
   */
  public record Count<K>(K key, int last, long revision) {}

  /**
   * The series of a table of counters; new counters are inserted in transactions of {@code
   * transactions}.
   */
  public Series(Sql sql, Table<K, Count<K>> table, PlatformTransactionManager transactions) {
    this.sql = sql;
    this.table = table;
    this.apart = new TransactionTemplate(transactions);
    this.apart.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    this.memory = sql.unit().rows(table.name(), table.after(), LinkedHashMap::new, this::write);
  }

  /** A counter as the database stores it, and the last number taken in this transaction. */
  private static final class Counter<K> {
    private Count<K> written;
    private int last;

    Counter(Count<K> written) {
      this.written = written;
      this.last = written.last();
    }

    Runnable undo() {
      Count<K> row = written;
      int number = last;
      return () -> {
        written = row;
        last = number;
      };
    }
  }

  /** Takes the next number of a key; the counter is created if it does not exist. */
  public int next(K key) {
    Map<K, Counter<K>> counters = memory.toWrite();
    lock(Set.of(key));
    if (!counters.containsKey(key)) {
      open(key);
      lock(Set.of(key));
    }
    Counter<K> counter = counters.get(key);
    if (counter == null) {
      throw new IllegalStateException(table.name() + " has no counter " + key);
    }
    memory.onRollback(counter.undo());
    return ++counter.last;
  }

  /** Locks the counters of these keys in key order; a counter that does not exist is skipped. */
  public void lock(Collection<K> keys) {
    Map<K, Counter<K>> counters = memory.get();
    List<K> missing = keys.stream().filter(key -> !counters.containsKey(key)).toList();
    for (KeyList list : KeyList.of(table, missing)) {
      for (Count<K> row : list.select(sql, table, " for update")) {
        counters.put(row.key(), new Counter<>(row));
        memory.onRollback(() -> counters.remove(row.key()));
      }
    }
  }

  /**
   * Makes sure that a counter exists, in a transaction of its own: if two transactions create it at
   * the same time, the key violation of the second must not abort the transaction that takes a
   * number.
   *
   * @return true if the counter did not exist
   */
  public boolean open(K key) {
    try {
      return Boolean.TRUE.equals(apart.execute(status -> insert(key)));
    } catch (DuplicateKeyException opened) {
      return false; // another transaction has created it meanwhile
    }
  }

  private boolean insert(K key) {
    List<Bound<?>> values = table.insertion(new Count<>(key, 0, 0));
    List<@Nullable Object> parameters = new ArrayList<>();
    values.forEach(value -> parameters.add(value.parameter()));
    table.key(key).forEach(value -> parameters.add(value.parameter()));
    return sql.client()
            .sql(
                "insert into "
                    + table.name()
                    + " ("
                    + table.names()
                    + ") select "
                    + String.join(", ", Collections.nCopies(values.size(), "?"))
                    + " where not exists (select 1 from "
                    + table.name()
                    + table.key().stream()
                        .map(column -> column.name() + " = ?")
                        .collect(Collectors.joining(" and ", " where ", ")")))
            .params(parameters)
            .update()
        == 1;
  }

  private void write(Map<K, Counter<K>> counters) {
    List<List<Bound<?>>> changes = new ArrayList<>();
    for (Counter<K> counter : counters.values()) {
      Count<K> row = counter.written;
      if (counter.last != row.last()) {
        Count<K> now = new Count<>(row.key(), counter.last, row.revision() + 1);
        changes.add(table.change(now, table.revision(row)));
        memory.onRollback(counter.undo());
        counter.written = now;
      }
    }
    if (!changes.isEmpty()) {
      table.update().sendAll(sql, changes);
    }
  }
}
