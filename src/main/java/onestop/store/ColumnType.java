package onestop.store;

import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The type of a column: its Java type, the value that a statement binds, and the text of an element
 * in a PostgreSQL array.
 *
 * @param <T> the value in Java
 */
public final class ColumnType<T> {
  /** Characters; also the text of a JSON document. */
  public static final ColumnType<String> VARCHAR = plain("varchar");

  /** 32 bits. */
  public static final ColumnType<Integer> INT = plain("int4");

  /** 64 bits. */
  public static final ColumnType<Long> BIGINT = plain("int8");

  /** Yes or no. */
  public static final ColumnType<Boolean> BOOLEAN = plain("bool");

  /** A day without a zone. */
  public static final ColumnType<LocalDate> DATE = plain("date");

  /** An instant, in UTC. */
  public static final ColumnType<Instant> TIMESTAMPTZ =
      new ColumnType<>("timestamptz", Sql::utc, Instant::toString);

  /** An instant as the engine's tables store it: local time in the time zone of the machine. */
  public static final ColumnType<Instant> LOCAL_TIMESTAMP =
      new ColumnType<>("timestamp", Timestamp::from, at -> Timestamp.from(at).toString());

  /** A few hundred bytes, which an array takes as text. */
  public static final ColumnType<byte[]> SMALL_BYTES =
      new ColumnType<>("bytea", bytes -> bytes, bytes -> "\\x" + HexFormat.of().formatHex(bytes));

  /** Bytes. A table with such a column is written row by row, since arrays do not suit bytes. */
  public static final ColumnType<byte[]> BYTES = new ColumnType<>("", bytes -> bytes, bytes -> "");

  private final String element;
  private final Function<T, Object> bound;
  private final Function<T, String> text;

  private ColumnType(String element, Function<T, Object> bound, Function<T, String> text) {
    this.element = element;
    this.bound = bound;
    this.text = text;
  }

  private static <T> ColumnType<T> plain(String element) {
    return new ColumnType<>(element, value -> value, Object::toString);
  }

  /** PostgreSQL's name of the type as an element of an array. */
  String element() {
    return element;
  }

  boolean fitsArrays() {
    return !element.isEmpty();
  }

  /** The value that a statement binds. */
  @Nullable Object bound(@Nullable T value) {
    return value == null ? null : bound.apply(value);
  }

  /** The value as an element of an array. */
  @Nullable String text(@Nullable T value) {
    return value == null ? null : text.apply(value);
  }
}
