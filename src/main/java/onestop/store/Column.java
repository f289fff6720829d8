package onestop.store;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A column of a table and where its value comes from.
 *
 * @param <R> what has the value: a row, or a key
 * @param <T> the value
 */
record Column<R, T>(
    String name, ColumnType<T> type, Function<? super R, ? extends @Nullable T> get) {
  /** The value of a row with its type, so that nobody has to ask again. */
  Bound<T> of(R row) {
    return new Bound<>(type, get.apply(row));
  }

  /** A value that waits to be sent. */
  record Bound<T>(ColumnType<T> type, @Nullable T value) {
    @Nullable Object parameter() {
      return type.bound(value);
    }

    @Nullable String text() {
      return type.text(value);
    }
  }
}
