package onestop.store;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import onestop.store.Column.Bound;
import onestop.store.UnitOfWork.Memory;
import org.jspecify.annotations.Nullable;

/**
 * Buffer of the rows of a read model: they follow events elsewhere and are neither locked nor
 * checked by revision. Rows are inserted, updated by any of their columns, and deleted. The write
 * order does not depend on the order of the calls: inserts first, then each kind of update in the
 * order of declaration, then deletes. Outside a transaction a row is written at once.
 *
 * @param <R> the row
 */
public final class Projection<R> {
  private final Sql sql;
  private final Table<?, R> table;
  private final List<RowStatement> kinds = new ArrayList<>();
  private final RowStatement replacement;
  private final Memory<Map<RowStatement, List<List<Bound<?>>>>> memory;

  /** Creates the buffer of one table. */
  public Projection(Sql sql, Table<?, R> table) {
    this.sql = sql;
    this.table = table;
    this.replacement = table.replacement();
    kinds.add(table.insert());
    kinds.add(replacement);
    this.memory = sql.unit().rows(table.name(), table.after(), LinkedHashMap::new, this::write);
  }

  /** One kind of update or delete, declared when its owner is constructed. */
  public final class Change {
    private final RowStatement statement;
    private final List<Column<R, ?>> columns;

    private Change(RowStatement statement, List<Column<R, ?>> columns) {
      this.statement = statement;
      this.columns = columns;
    }

    /**
     * Buffers one change. The values are those of the columns to set, then those of the columns to
     * find rows by, each in the order of the declaration.
     *
     * @throws IllegalArgumentException if there are more or fewer values than columns
     */
    public void with(@Nullable Object... values) {
      if (values.length != columns.size()) {
        throw new IllegalArgumentException(columns.size() + " values are wanted: " + statement);
      }
      List<Bound<?>> row = new ArrayList<>();
      for (int i = 0; i < values.length; i++) {
        row.add(bound(columns.get(i).type(), values[i]));
      }
      keep(statement, row);
    }
  }

  @SuppressWarnings("unchecked")
  private static <T> Bound<T> bound(ColumnType<T> type, @Nullable Object value) {
    return new Bound<>(type, (T) value);
  }

  /**
   * Declares an update that sets the columns {@code columns} of all rows selected by {@code found}.
   */
  public Change setting(List<String> columns, List<String> found) {
    List<String> all = new ArrayList<>(columns);
    all.addAll(found);
    return declared(
        new Change(
            RowStatement.update(
                table.name(),
                List.copyOf(table.columns(columns)),
                List.copyOf(table.columns(found))),
            table.columns(all)));
  }

  /** Declares a delete of all rows selected by the columns {@code found}. */
  public Change deleting(List<String> found) {
    return declared(
        new Change(
            RowStatement.delete(table.name(), List.copyOf(table.columns(found))),
            table.columns(found)));
  }

  private Change declared(Change change) {
    kinds.add(change.statement);
    return change;
  }

  /** Buffers the insert of a row. */
  public void insert(R row) {
    keep(table.insert(), table.insertion(row));
  }

  /** Buffers the update of every column of the row with this row's key. */
  public void replace(R row) {
    keep(replacement, table.replacement(row));
  }

  private void keep(RowStatement statement, List<Bound<?>> row) {
    if (!sql.unit().isActive()) {
      statement.send(sql, List.of(row));
      return;
    }
    List<List<Bound<?>>> rows =
        memory.toWrite().computeIfAbsent(statement, first -> new ArrayList<>());
    rows.add(row);
    memory.onRollback(() -> rows.remove(rows.size() - 1));
  }

  private void write(Map<RowStatement, List<List<Bound<?>>>> kept) {
    for (RowStatement kind : kinds) {
      List<List<Bound<?>>> rows = kept.getOrDefault(kind, List.of());
      if (!rows.isEmpty()) {
        List<List<Bound<?>>> sent = List.copyOf(rows);
        rows.clear();
        memory.onRollback(() -> rows.addAll(sent));
        kind.send(sql, sent);
      }
    }
  }
}
