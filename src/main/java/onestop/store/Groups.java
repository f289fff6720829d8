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
 * What hangs on locked rows of another table: a dossier's obligations, a clock's marks. It is read
 * at the first question for all owners that the transaction has locked by then, since a batch locks
 * them beforehand, and kept up to date in memory; nobody else can change it meanwhile. That an
 * owner has none is remembered too.
 *
 * @param <O> the owner's key
 * @param <R> a row that hangs on it
 */
public final class Groups<O, R> {
  private final Sql sql;
  private final Table<?, R> table;
  private final Owner<O, R> owner;
  private final Supplier<Set<O>> locked;
  private final Reading<R> reading;
  private final Memory<Map<O, List<R>>> memory;

  /**
   * How rows hang on their owners.
   *
   * @param column names the owner
   * @param text the owner's key as the column has it
   * @param of the owner of a row
   * @param order the columns by which the rows of one owner are ordered
   */
  public record Owner<O, R>(
      String column, Function<O, String> text, Function<R, O> of, String order) {}

  /** What is done with rows that are read, and how a row is now. */
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
   * Facts: rows that never change.
   *
   * @param locked the owners that the transaction has locked
   */
  public static <O, R> Groups<O, R> ofFacts(
      Sql sql, Table<?, R> table, Owner<O, R> owner, Supplier<Set<O>> locked) {
    return new Groups<>(sql, table, owner, locked, new Reading<>("", row -> row, row -> row));
  }

  /** Rows that change, covered by the lock of their owner. */
  public static <O, K, R> Groups<O, R> ofCoveredRows(
      Rows<K, R> rows, Owner<O, R> owner, Supplier<Set<O>> locked) {
    return new Groups<>(
        rows.sql(), rows.table(), owner, locked, new Reading<>("", rows::adopt, rows::now));
  }

  /** Rows that change, each locked when it is read. */
  public static <O, K, R> Groups<O, R> ofLockedRows(
      Rows<K, R> rows, Owner<O, R> owner, Supplier<Set<O>> locked) {
    return new Groups<>(
        rows.sql(),
        rows.table(),
        owner,
        locked,
        new Reading<>(" for update", rows::adopt, rows::now));
  }

  /** The rows of that owner as they are now, in order, those made here last. */
  public List<R> of(O key) {
    return members(key).stream().map(reading.now()).toList();
  }

  /** Adds a row that is kept back elsewhere. */
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
