package onestop.store;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import onestop.store.Column.Bound;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.support.SqlArrayValue;

/**
 * Keys that differ in their first column only, so that one statement selects them all: it binds the
 * first column as an array and the other columns as single values.
 */
record KeyList(List<Bound<?>> first, List<Bound<?>> others) {
  static <K> List<KeyList> of(Table<K, ?> table, List<K> keys) {
    Map<List<Bound<?>>, List<Bound<?>>> lists = new LinkedHashMap<>();
    for (K key : keys) {
      List<Bound<?>> values = table.key(key);
      lists
          .computeIfAbsent(values.subList(1, values.size()), others -> new ArrayList<>())
          .add(values.get(0));
    }
    return lists.entrySet().stream()
        .map(list -> new KeyList(list.getValue(), list.getKey()))
        .toList();
  }

  /** Reads the rows in the order of their keys. */
  <K, R> List<R> select(Sql sql, Table<K, R> table, String how) {
    String conditions =
        table.key().stream()
            .skip(1)
            .map(column -> " and " + column.name() + " = ?")
            .collect(Collectors.joining());
    Column<K, ?> column = table.key().get(0);
    List<@Nullable Object> parameters = new ArrayList<>();
    parameters.add(
        new SqlArrayValue(column.type().element(), first.stream().map(Bound::parameter).toArray()));
    others.forEach(value -> parameters.add(value.parameter()));
    return sql.client()
        .sql(
            "select * from "
                + table.name()
                + " where "
                + column.name()
                + " = any(?)"
                + conditions
                + " order by "
                + table.keyNames()
                + how)
        .params(Collections.unmodifiableList(parameters))
        .query(table.mapper())
        .list();
  }
}
