package onestop.store;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A column of a table and the source of its value.
 *
 * @param <R> the owner of the value: a row, or a key
 * @param <T> the value
 */
record Column<R, T>(
    String name, ColumnType<T> type, Function<? super R, ? extends @Nullable T> get) {
  /** The value of a row together with its type, so that later steps need no second look-up. */
  Bound<T> of(R row) {
    return new Bound<>(type, get.apply(row));
  }

  /** A value that is ready to be bound to a statement. */
  record Bound<T>(ColumnType<T> type, @Nullable T value) {
    @Nullable Object parameter() {
      return type.bound(value);
    }

    @Nullable String text() {
      return type.text(value);
    }
  }
}
