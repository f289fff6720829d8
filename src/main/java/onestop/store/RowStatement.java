package onestop.store;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import onestop.store.Column.Bound;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * One statement for rows of a table: its text for one row, and on PostgreSQL its text for many
 * rows. The text for many rows binds each column as one array, so the server executes one statement
 * instead of one for each row.
 */
final class RowStatement {
  private final String one;
  private final String many;
  private final List<Column<?, ?>> columns;
  private final int firstKey;

  private RowStatement(String one, String many, List<Column<?, ?>> columns, int firstKey) {
    this.one = one;
    this.many = many;
    this.columns = columns;
    this.firstKey = firstKey;
  }

  /** An insert of these columns. */
  static RowStatement insert(String table, List<Column<?, ?>> columns) {
    String names = names(columns, name -> name, ", ");
    return new RowStatement(
        "insert into " + table + " (" + names + ") values (" + names(columns, n -> "?", ", ") + ")",
        "insert into " + table + " (" + names + ") select " + numbers(columns) + arrays(columns),
        columns,
        columns.size());
  }

  /** An update that sets the columns {@code set} of the rows selected by {@code keys}. */
  static RowStatement update(String table, List<Column<?, ?>> set, List<Column<?, ?>> keys) {
    List<Column<?, ?>> all = join(set, keys);
    String assignments =
        IntStream.range(0, set.size())
            .mapToObj(i -> set.get(i).name() + " = v.p" + (i + 1))
            .collect(Collectors.joining(", "));
    return new RowStatement(
        "update "
            + table
            + " set "
            + names(set, name -> name + " = ?", ", ")
            + " where "
            + names(keys, name -> name + " = ?", " and "),
        "update " + table + " as t set " + assignments + arrays(all) + found(set.size(), all),
        all,
        set.size());
  }

  /** A delete of the rows selected by these columns. */
  static RowStatement delete(String table, List<Column<?, ?>> keys) {
    return new RowStatement(
        "delete from " + table + " where " + names(keys, name -> name + " = ?", " and "),
        "delete from " + table + " as t using" + unnest(keys) + found(0, keys),
        keys,
        0);
  }

  private static List<Column<?, ?>> join(List<Column<?, ?>> set, List<Column<?, ?>> keys) {
    List<Column<?, ?>> all = new ArrayList<>(set);
    all.addAll(keys);
    return List.copyOf(all);
  }

  private static String names(
      List<Column<?, ?>> columns, Function<String, String> text, String separator) {
    return columns.stream().map(Column::name).map(text).collect(Collectors.joining(separator));
  }

  private static String numbers(List<Column<?, ?>> columns) {
    return IntStream.rangeClosed(1, columns.size())
        .mapToObj(i -> "v.p" + i)
        .collect(Collectors.joining(", "));
  }

  private static String arrays(List<Column<?, ?>> columns) {
    return " from" + unnest(columns);
  }

  private static String unnest(List<Column<?, ?>> columns) {
    return columns.stream()
        .map(column -> "?::" + column.type().element() + "[]")
        .collect(
            Collectors.joining(
                ", ",
                " unnest(",
                IntStream.rangeClosed(1, columns.size())
                    .mapToObj(i -> "p" + i)
                    .collect(Collectors.joining(", ", ") as v(", ")"))));
  }

  private static String found(int from, List<Column<?, ?>> all) {
    return IntStream.range(from, all.size())
        .mapToObj(i -> "t." + all.get(i).name() + " = v.p" + (i + 1))
        .collect(Collectors.joining(" and ", " where ", ""));
  }

  /**
   * Executes the statement for all rows, each with one value for each column; missing rows are
   * ignored.
   */
  void send(Sql sql, List<List<Bound<?>>> rows) {
    if (rows.size() > 1 && goesTogether(sql)) {
      together(sql.jdbc(), rows);
    } else {
      oneByOne(sql.jdbc(), rows);
    }
  }

  /**
   * As {@link #send}, for locked rows, all of which must exist.
   *
   * @throws OptimisticLockingFailureException if a row was missing: another transaction has changed
   *     it
   */
  void sendAll(Sql sql, List<List<Bound<?>>> rows) {
    int missed = 0;
    if (rows.size() > 1 && goesTogether(sql)) {
      missed = together(sql.jdbc(), rows);
    } else {
      for (int count : oneByOne(sql.jdbc(), rows)) {
        missed += count == 0 ? 1 : 0;
      }
    }
    if (missed > 0) {
      throw new OptimisticLockingFailureException(
          missed + " of " + rows.size() + " rows changed under their lock: " + one);
    }
  }

  private boolean goesTogether(Sql sql) {
    return sql.vendor() == Vendor.POSTGRESQL
        && columns.stream().allMatch(column -> column.type().fitsArrays());
  }

  private int[] oneByOne(JdbcTemplate jdbc, List<List<Bound<?>>> rows) {
    List<@Nullable Object[]> parameters = new ArrayList<>(rows.size());
    for (List<Bound<?>> row : rows) {
      @Nullable Object[] values = new Object[row.size()];
      for (int i = 0; i < values.length; i++) {
        values[i] = row.get(i).parameter();
      }
      parameters.add(values);
    }
    return jdbc.batchUpdate(one, parameters);
  }

  /**
   * Executes the statement and returns the number of missing rows. Of several changes of one row
   * the last one applies.
   */
  private int together(JdbcTemplate jdbc, List<List<Bound<?>>> rows) {
    Collection<List<Bound<?>>> distinct = lastOfEachKey(rows);
    return distinct.size() - jdbc.update(many, statement -> bind(statement, distinct));
  }

  private void bind(PreparedStatement statement, Collection<List<Bound<?>>> rows)
      throws SQLException {
    for (int column = 0; column < columns.size(); column++) {
      @Nullable String[] values = new String[rows.size()];
      int n = 0;
      for (List<Bound<?>> row : rows) {
        values[n++] = row.get(column).text();
      }
      statement.setArray(
          column + 1,
          statement.getConnection().createArrayOf(columns.get(column).type().element(), values));
    }
  }

  private Collection<List<Bound<?>>> lastOfEachKey(List<List<Bound<?>>> rows) {
    if (firstKey == columns.size()) {
      return rows;
    }
    Map<List<Bound<?>>, List<Bound<?>>> distinct = new LinkedHashMap<>();
    for (List<Bound<?>> row : rows) {
      distinct.put(row.subList(firstKey, row.size()), row);
    }
    return distinct.values();
  }

  @Override
  public String toString() {
    return one;
  }
}
