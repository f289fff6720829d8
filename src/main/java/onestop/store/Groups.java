package onestop.store;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import onestop.store.UnitOfWork.Memory;

/**
 * Cache of the rows that belong to locked rows of another table: the obligations of a dossier, the
 * marks of a clock. The first request reads the rows of all owners that the transaction has locked
 * by then, since a batch locks its owners beforehand. From then on the cache is kept up to date in
 * memory; the locks exclude changes by other transactions. An owner without rows is cached as well.
 *
 * @param <O> the owner's key
 * @param <R> a row that belongs to the owner
 */
public final class Groups<O, R> {
  private final Sql sql;
  private final Table<?, R> table;
  private final Owner<O, R> owner;
  private final Supplier<Set<O>> locked;
  private final Reading<R> reading;
  private final Memory<Map<O, List<R>>> memory;

  /**
   * How rows refer to their owners.
   *
   * @param column the column that refers to the owner
   * @param text the owner's key as the column stores it
   * @param of maps a row to its owner
   * @param order the columns by which the rows of one owner are ordered
   */
  public record Owner<O, R>(
      String column, Function<O, String> text, Function<R, O> of, String order) {}

  /** The lock clause, the treatment of rows that were read, and the current state of a row. */
  private record Reading<R>(String lock, UnaryOperator<R> adopt, UnaryOperator<R> now) {}

  private Groups(
      Sql sql, Table<?, R> table, Owner<O, R> owner, Supplier<Set<O>> locked, Reading<R> reading) {
    this.sql = sql;
    this.table = table;
    this.owner = owner;
    this.locked = locked;
    this.reading = reading;
    this.memory = sql.unit().memory(HashMap::new);
  }

  /**
   * Groups of facts: rows that never change.
   *
   * @param locked supplies the owners that the transaction has locked
   */
  public static <O, R> Groups<O, R> ofFacts(
      Sql sql, Table<?, R> table, Owner<O, R> owner, Supplier<Set<O>> locked) {
    return new Groups<>(sql, table, owner, locked, new Reading<>("", row -> row, row -> row));
  }

  /** Groups of rows that change and are covered by the lock of their owner. */
  public static <O, K, R> Groups<O, R> ofCoveredRows(
      Rows<K, R> rows, Owner<O, R> owner, Supplier<Set<O>> locked) {
    return new Groups<>(
        rows.sql(), rows.table(), owner, locked, new Reading<>("", rows::adopt, rows::now));
  }

  /** Groups of rows that change, each locked when it is read. */
  public static <O, K, R> Groups<O, R> ofLockedRows(
      Rows<K, R> rows, Owner<O, R> owner, Supplier<Set<O>> locked) {
    return new Groups<>(
        rows.sql(),
        rows.table(),
        owner,
        locked,
        new Reading<>(" for update", rows::adopt, rows::now));
  }

  /** The current rows of an owner, in order; rows made in this transaction come last. */
  public List<R> of(O key) {
    return members(key).stream().map(reading.now()).toList();
  }

  /** Adds a row whose write is buffered elsewhere. */
  public void add(R row) {
    List<R> members = members(owner.of().apply(row));
    members.add(row);
    memory.onRollback(() -> members.remove(members.size() - 1));
  }

  private List<R> members(O key) {
    Map<O, List<R>> known = memory.get();
    if (!known.containsKey(key)) {
      Set<O> wanted = new LinkedHashSet<>(known.isEmpty() ? locked.get() : Set.of());
      wanted.add(key);
      wanted.forEach(one -> known.put(one, new ArrayList<>()));
      memory.onRollback(() -> known.keySet().removeAll(wanted));
      for (R row : read(wanted)) {
        known
            .computeIfAbsent(owner.of().apply(row), one -> new ArrayList<>())
            .add(reading.adopt().apply(row));
      }
    }
    return known.computeIfAbsent(key, one -> new ArrayList<>());
  }

  private List<R> read(Set<O> owners) {
    return sql.client()
        .sql(
            "select * from "
                + table.name()
                + " where "
                + owner.column()
                + " = any(?) order by "
                + owner.column()
                + ", "
                + owner.order()
                + reading.lock())
        .param(Sql.keys(owners, owner.text()))
        .query(table.mapper())
        .list();
  }
}
