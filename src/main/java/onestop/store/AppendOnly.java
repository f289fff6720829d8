package onestop.store;

import java.util.ArrayList;
import java.util.List;
import onestop.store.Column.Bound;
import onestop.store.UnitOfWork.Memory;

/**
 * Buffer of rows that are only ever inserted. Inside a transaction the rows are written just before
 * the commit, in the order in which they were added; outside a transaction a row is written at
 * once.
 *
 * @param <R> the row
 */
public final class AppendOnly<R> {
  private final Sql sql;
  private final Table<?, R> table;
  private final Memory<List<R>> memory;

  /** Creates the buffer of one table. */
  public AppendOnly(Sql sql, Table<?, R> table) {
    this.sql = sql;
    this.table = table;
    this.memory = sql.unit().rows(table.name(), table.after(), ArrayList::new, this::write);
  }

  /**
   * Adds a row to the buffer.
   *
   * @throws IllegalStateException after the transaction's final write
   */
  public void append(R row) {
    if (!sql.unit().isActive()) {
      table.insert().send(sql, List.of(table.insertion(row)));
      return;
    }
    List<R> rows = memory.toWrite();
    rows.add(row);
    memory.onRollback(() -> rows.remove(rows.size() - 1));
  }

  private void write(List<R> rows) {
    if (rows.isEmpty()) {
      return;
    }
    List<R> sent = List.copyOf(rows);
    List<List<Bound<?>>> values = sent.stream().map(table::insertion).toList();
    rows.clear();
    memory.onRollback(() -> rows.addAll(sent));
    table.insert().send(sql, values);
  }
}
