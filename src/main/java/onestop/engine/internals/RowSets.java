package onestop.engine.internals;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Date;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import onestop.store.Vendor;
import org.jspecify.annotations.Nullable;

/**
 * Converts a statement for one row into a statement for many rows. On PostgreSQL, an insert, update
 * or delete of one row, written with question marks, is executed for all rows at once: each column
 * is bound as one array, so the server executes one statement instead of one for each row.
 *
 * <p>The supported forms are {@code insert into t (a, b) values (?, 1)}, {@code update t set a = ?,
 * b = ? where k = ? and r = ?} and {@code delete from t where k = ?}. For any other text, a column
 * of an uncommon type, or another database there is no statement, and the caller falls back to
 * single rows.
 */
final class RowSets {
  private static final Set<String> TYPES =
      Set.of("varchar", "text", "int2", "int4", "int8", "bool", "timestamp", "timestamptz", "date");
  private static final Pattern INSERT =
      Pattern.compile(
          "insert into (\\w+) ?\\(([\\w, ]+)\\) ?values ?\\(([\\w?', ]+)\\)",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern UPDATE =
      Pattern.compile("update (\\w+) set (.+) where (.+)", Pattern.CASE_INSENSITIVE);
  private static final Pattern DELETE =
      Pattern.compile("delete from (\\w+) where (.+)", Pattern.CASE_INSENSITIVE);
  private static final Pattern LITERAL = Pattern.compile("\\d+|'\\w*'");
  private static final Pattern EQUALS = Pattern.compile("(\\w+) ?= ?\\?");

  private final Map<String, Optional<RowSet>> known = new ConcurrentHashMap<>();
  private volatile @Nullable Vendor vendor;

  /**
   * The statement for many rows that is equivalent to a text for one row; empty if there is none.
   *
   * @param connection queried once for each text
   */
  Optional<RowSet> of(String sql, Connection connection) throws SQLException {
    Optional<RowSet> made = known.get(sql);
    if (made == null) {
      made = isPostgres(connection) ? parse(sql, connection) : Optional.empty();
      known.put(sql, made);
    }
    return made;
  }

  private boolean isPostgres(Connection connection) throws SQLException {
    Vendor known = vendor;
    if (known == null) {
      known = Vendor.of(connection);
      vendor = known;
    }
    return known == Vendor.POSTGRESQL;
  }

  private static Optional<RowSet> parse(String sql, Connection connection) throws SQLException {
    String text = sql.strip().replaceAll("\\s+", " ");
    Matcher insert = INSERT.matcher(text);
    if (insert.matches()) {
      return insert(insert, types(insert.group(1), connection));
    }
    Matcher update = UPDATE.matcher(text);
    if (update.matches()) {
      return change(
          "update " + update.group(1) + " as t",
          columns(update.group(2), ","),
          columns(update.group(3), "(?i) and "),
          types(update.group(1), connection));
    }
    Matcher delete = DELETE.matcher(text);
    return delete.matches()
        ? change(
            "delete from " + delete.group(1) + " as t",
            Optional.of(List.of()),
            columns(delete.group(2), "(?i) and "),
            types(delete.group(1), connection))
        : Optional.empty();
  }

  private static Optional<RowSet> insert(Matcher insert, Map<String, String> types) {
    List<String> columns = words(insert.group(2), ",");
    List<String> values = words(insert.group(3), ",");
    List<String> arrays = new ArrayList<>();
    List<String> selected = new ArrayList<>();
    for (int i = 0; i < columns.size() && columns.size() == values.size(); i++) {
      if (values.get(i).equals("?")) {
        arrays.add(types.getOrDefault(columns.get(i).toLowerCase(Locale.ROOT), ""));
        selected.add("v.p" + arrays.size());
      } else if (LITERAL.matcher(values.get(i)).matches()) {
        selected.add(values.get(i));
      }
    }
    if (selected.size() != columns.size() || !TYPES.containsAll(arrays)) {
      return Optional.empty();
    }
    return Optional.of(
        new RowSet(
            "insert into %s (%s) select %s from %s"
                .formatted(
                    insert.group(1),
                    String.join(", ", columns),
                    String.join(", ", selected),
                    unnest(arrays)),
            arrays,
            -1));
  }

  /** An update or a delete: the columns to set, then those that select the row. */
  private static Optional<RowSet> change(
      String verb,
      Optional<List<String>> set,
      Optional<List<String>> keys,
      Map<String, String> types) {
    if (set.isEmpty() || keys.isEmpty()) {
      return Optional.empty();
    }
    List<String> all = new ArrayList<>(set.get());
    all.addAll(keys.get());
    List<String> arrays =
        all.stream()
            .map(column -> types.getOrDefault(column.toLowerCase(Locale.ROOT), ""))
            .toList();
    if (!TYPES.containsAll(arrays)) {
      return Optional.empty();
    }
    int first = set.get().size();
    String assignments =
        IntStream.range(0, first)
            .mapToObj(i -> all.get(i) + " = v.p" + (i + 1))
            .collect(Collectors.joining(", "));
    String found =
        IntStream.range(first, all.size())
            .mapToObj(i -> "t." + all.get(i) + " = v.p" + (i + 1))
            .collect(Collectors.joining(" and "));
    String source = (first == 0 ? " using " : " set " + assignments + " from ") + unnest(arrays);
    return Optional.of(new RowSet(verb + source + " where " + found, arrays, first));
  }

  private static String unnest(List<String> types) {
    return IntStream.rangeClosed(1, types.size())
        .mapToObj(i -> "p" + i)
        .collect(
            Collectors.joining(
                ", ",
                types.stream()
                    .map(type -> "?::" + type + "[]")
                    .collect(Collectors.joining(", ", "unnest(", ") as v(")),
                ")"));
  }

  private static Optional<List<String>> columns(String equations, String separator) {
    List<String> columns = new ArrayList<>();
    for (String equation : words(equations, separator)) {
      Matcher parts = EQUALS.matcher(equation);
      if (!parts.matches()) {
        return Optional.empty();
      }
      columns.add(parts.group(1));
    }
    return Optional.of(columns);
  }

  private static List<String> words(String list, String separator) {
    return Arrays.stream(list.split(separator)).map(String::strip).toList();
  }

  private static Map<String, String> types(String table, Connection connection)
      throws SQLException {
    Map<String, String> types = new HashMap<>();
    try (PreparedStatement columns =
        connection.prepareStatement(
            """
            select a.attname, t.typname from pg_attribute a join pg_type t on t.oid = a.atttypid
             where a.attrelid = to_regclass(?) and a.attnum > 0 and not a.attisdropped
            """)) {
      columns.setString(1, table);
      try (ResultSet row = columns.executeQuery()) {
        while (row.next()) {
          types.put(row.getString(1), row.getString(2));
        }
      }
    }
    return types;
  }

  /** One statement for many rows. */
  static final class RowSet {
    private final String sql;
    private final List<String> types;
    private final int firstKey;

    private RowSet(String sql, List<String> types, int firstKey) {
      this.sql = sql;
      this.types = types;
      this.firstKey = firstKey;
    }

    /**
     * Executes the statement. Of several updates of one row the last one applies.
     *
     * @return the number of missing rows; 0 for inserts
     */
    int run(Connection connection, List<@Nullable Object[]> rows) throws SQLException {
      Collection<@Nullable Object[]> distinct = firstKey < 0 ? rows : lastOfEachKey(rows);
      try (PreparedStatement statement = connection.prepareStatement(sql)) {
        for (int column = 0; column < types.size(); column++) {
          String type = types.get(column);
          @Nullable String[] values = new String[distinct.size()];
          int n = 0;
          for (@Nullable Object[] row : distinct) {
            values[n++] = text(row[column], type);
          }
          statement.setArray(column + 1, connection.createArrayOf(type, values));
        }
        return Math.max(0, distinct.size() - statement.executeUpdate());
      }
    }

    private Collection<@Nullable Object[]> lastOfEachKey(List<@Nullable Object[]> rows) {
      Map<List<@Nullable Object>, @Nullable Object[]> distinct = new LinkedHashMap<>();
      for (@Nullable Object[] row : rows) {
        distinct.put(Arrays.asList(row).subList(firstKey, row.length), row);
      }
      return distinct.values();
    }

    private static @Nullable String text(@Nullable Object value, String type) {
      if (value == null) {
        return null;
      } else if (value instanceof Date date && type.equals("timestamp")) {
        return new Timestamp(date.getTime()).toString();
      } else if (value instanceof Date date) {
        return date.toInstant().toString();
      } else if (value instanceof String
          || value instanceof Number
          || value instanceof Boolean
          || value instanceof OffsetDateTime
          || value instanceof LocalDate) {
        return value.toString();
      }
      throw new IllegalArgumentException("no text form of " + value.getClass());
    }
  }
}
