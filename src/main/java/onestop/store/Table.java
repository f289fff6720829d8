// Over 300 lines: the description of a table and its builder.
package onestop.store;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import onestop.store.Column.Bound;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowMapper;

/**
 * The description of a table: its columns, its key, the columns that change, and the tables it
 * refers to. All statements on single rows are generated from it. A column that is not declared as
 * changing is written at the insert, and no generated statement updates it.
 *
 * @param <K> the key of a row; {@code Void} if rows are only inserted
 * @param <R> a row in Java, immutable
 */
public final class Table<K, R> {
  private final String name;
  private final Set<String> after;
  private final List<Column<K, ?>> key;
  private final Function<R, K> keyOf;
  private final List<Column<R, ?>> fixed;
  private final List<Column<R, ?>> changing;
  private final @Nullable Column<R, Long> revision;
  private final @Nullable RowMapper<R> mapper;
  private final RowStatement insert;
  private final @Nullable RowStatement update;
  private final @Nullable RowStatement delete;
  private final Predicate<R> gone;

  private Table(Builder<K, R> of, Function<R, K> keyOf) {
    this.name = of.name;
    this.after = Set.copyOf(of.after);
    this.key = List.copyOf(of.key);
    this.keyOf = keyOf;
    this.fixed = List.copyOf(of.fixed);
    this.revision = of.revision;
    this.mapper = of.mapper;
    List<Column<R, ?>> changes = new ArrayList<>(of.changing);
    if (of.revision != null) {
      changes.add(of.revision);
    }
    this.changing = List.copyOf(changes);
    this.insert = RowStatement.insert(name, concat(key, fixed, changing));
    this.update =
        of.revision == null
            ? null
            : RowStatement.update(name, concat(changing), concat(key, List.of(of.revision)));
    this.delete =
        of.revision == null ? null : RowStatement.delete(name, concat(key, List.of(of.revision)));
    this.gone = of.gone;
  }

  /** Starts the description of a table whose rows have a key. */
  public static <K, R> Builder<K, R> named(String name) {
    return new Builder<>(name);
  }

  /** Starts the description of a table whose rows are only ever inserted. */
  public static <R> Builder<Void, R> insertOnly(String name) {
    return new Builder<>(name);
  }

  String name() {
    return name;
  }

  Set<String> after() {
    return after;
  }

  K keyOf(R row) {
    return keyOf.apply(row);
  }

  long revision(R row) {
    return revisionColumn().get().apply(row);
  }

  List<Column<K, ?>> key() {
    return key;
  }

  /**
   * The mapper of a row, for a statement that selects all columns.
   *
   * @throws IllegalStateException if no mapper was declared
   */
  public RowMapper<R> mapper() {
    if (mapper == null) {
      throw new IllegalStateException(name + " has no mapper of rows");
    }
    return mapper;
  }

  RowStatement insert() {
    return insert;
  }

  RowStatement update() {
    if (update == null) {
      throw new IllegalStateException(name + " has no revision, so no row of it changes");
    }
    return update;
  }

  RowStatement delete() {
    if (delete == null) {
      throw new IllegalStateException(name + " has no revision, so no row of it is deleted");
    }
    return delete;
  }

  /** The values of {@link #delete}, for a row whose revision in the database is {@code before}. */
  List<Bound<?>> deletion(R row, long before) {
    List<Bound<?>> values = new ArrayList<>(key(keyOf(row)));
    values.add(new Bound<>(revisionColumn().type(), before));
    return values;
  }

  /** Whether the row is no longer stored in this state. */
  boolean isGone(R row) {
    return gone.test(row);
  }

  /** The values of {@link #insert}. */
  List<Bound<?>> insertion(R row) {
    List<Bound<?>> values = new ArrayList<>();
    if (!key.isEmpty()) {
      values.addAll(key(keyOf(row)));
    }
    fixed.forEach(column -> values.add(column.of(row)));
    changing.forEach(column -> values.add(column.of(row)));
    return values;
  }

  /** The values of {@link #update}, for a row whose revision in the database is {@code before}. */
  List<Bound<?>> change(R row, long before) {
    List<Bound<?>> values = new ArrayList<>();
    changing.forEach(column -> values.add(column.of(row)));
    values.addAll(key(keyOf(row)));
    values.add(new Bound<>(revisionColumn().type(), before));
    return values;
  }

  /** The update of every column of one row, found by its key, whatever the row was before. */
  RowStatement replacement() {
    return RowStatement.update(name, concat(fixed, changing), concat(key));
  }

  /** The values of {@link #replacement()}. */
  List<Bound<?>> replacement(R row) {
    List<Bound<?>> values = new ArrayList<>();
    fixed.forEach(column -> values.add(column.of(row)));
    changing.forEach(column -> values.add(column.of(row)));
    values.addAll(key(keyOf(row)));
    return values;
  }

  /** The values of the key's columns. */
  List<Bound<?>> key(K value) {
    return key.stream().<Bound<?>>map(column -> column.of(value)).toList();
  }

  /** The columns of the row with these names, in that order. */
  List<Column<R, ?>> columns(List<String> names) {
    return names.stream().<Column<R, ?>>map(this::column).toList();
  }

  private Column<R, ?> column(String wanted) {
    return Stream.concat(fixed.stream(), changing.stream())
        .filter(column -> column.name().equals(wanted))
        .findFirst()
        .<Column<R, ?>>map(column -> column)
        .or(() -> keyColumn(wanted))
        .orElseThrow(() -> new IllegalArgumentException(name + " has no column " + wanted));
  }

  private Optional<Column<R, ?>> keyColumn(String wanted) {
    return key.stream().filter(column -> column.name().equals(wanted)).findFirst().map(this::ofRow);
  }

  private <T> Column<R, T> ofRow(Column<K, T> column) {
    return new Column<>(column.name(), column.type(), row -> column.get().apply(keyOf(row)));
  }

  /** All columns, in the order of {@link #insertion}. */
  String names() {
    return Stream.of(key, fixed, changing)
        .flatMap(List::stream)
        .map(Column::name)
        .collect(Collectors.joining(", "));
  }

  String keyNames() {
    return key.stream().map(Column::name).collect(Collectors.joining(", "));
  }

  private Column<R, Long> revisionColumn() {
    if (revision == null) {
      throw new IllegalStateException(name + " has no revision");
    }
    return revision;
  }

  @SafeVarargs
  private static List<Column<?, ?>> concat(List<? extends Column<?, ?>>... lists) {
    return Stream.of(lists).<Column<?, ?>>flatMap(List::stream).toList();
  }

  /**
   * Builder of a table description.
   *
   * @param <K> the key
   * @param <R> the row
   */
  public static final class Builder<K, R> {
    private final String name;
    private final Set<String> after = new LinkedHashSet<>();
    private final List<Column<K, ?>> key = new ArrayList<>();
    private final List<Column<R, ?>> fixed = new ArrayList<>();
    private final List<Column<R, ?>> changing = new ArrayList<>();
    private @Nullable Column<R, Long> revision;
    private @Nullable RowMapper<R> mapper;
    private Predicate<R> gone = row -> false;

    private Builder(String name) {
      this.name = name;
    }

    /** Declares the tables that rows refer to; these tables are written first. */
    public Builder<K, R> after(String... tables) {
      after.addAll(List.of(tables));
      return this;
    }

    /**
     * Declares a key column; keys of several columns are ordered, and so locked, column by column.
     */
    public <T> Builder<K, R> key(String column, ColumnType<T> type, Function<K, T> value) {
      key.add(new Column<>(column, type, value));
      return this;
    }

    /** Declares a column that never changes. */
    public <T> Builder<K, R> fixed(
        String column, ColumnType<T> type, Function<R, @Nullable T> value) {
      fixed.add(new Column<>(column, type, value));
      return this;
    }

    /** Declares a column that may change. */
    public <T> Builder<K, R> changing(
        String column, ColumnType<T> type, Function<R, @Nullable T> value) {
      changing.add(new Column<>(column, type, value));
      return this;
    }

    /** Declares the revision column: each update of a row checks it and increments it by one. */
    public Builder<K, R> revision(String column, Function<R, Long> value) {
      revision = new Column<>(column, ColumnType.BIGINT, value);
      return this;
    }

    /** Declares the mapper of a row; statements select all columns. */
    public Builder<K, R> readBy(RowMapper<R> rows) {
      mapper = rows;
      return this;
    }

    /** Declares the state in which a row is deleted, or not inserted. */
    public Builder<K, R> goneWhen(Predicate<R> state) {
      gone = state;
      return this;
    }

    /** Builds the table; {@code keyOf} maps a row to its key. */
    public Table<K, R> build(Function<R, K> keyOf) {
      return new Table<>(this, keyOf);
    }

    /**
     * Builds a table whose rows are only inserted.
     *
     * @throws IllegalStateException if key columns were declared
     */
    public Table<K, R> build() {
      if (!key.isEmpty()) {
        throw new IllegalStateException("how to tell a row's key? " + name);
      }
      return build(
          row -> {
            throw new IllegalStateException(name + " has no key");
          });
    }
  }
}
