package onestop.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.SqlArrayValue;
import org.springframework.stereotype.Component;

/**
 * The way to the database beside the generated statements. Who reads a table declares it, so that
 * what the transaction keeps back for it is written first; {@code DeclaredReadsTest} compares the
 * declaration with the text.
 */
@Component
public final class Sql {
  private final JdbcTemplate jdbc;
  private final JdbcClient client;
  private final UnitOfWork unit;
  private volatile @Nullable Vendor vendor;

  /** On that database, with the memory of its transactions. */
  public Sql(JdbcTemplate jdbc, UnitOfWork unit) {
    this.jdbc = jdbc;
    this.client = JdbcClient.create(jdbc);
    this.unit = unit;
  }

  /**
   * For a statement that reads these tables, or changes rows of them at once: what the transaction
   * keeps back for them, and for the tables that they refer to, is written now. Costs nothing when
   * nothing is kept back for them.
   */
  public JdbcClient reading(String table, String... more) {
    List<String> tables = new ArrayList<>(Arrays.asList(more));
    tables.add(table);
    unit.flush(tables);
    return client;
  }

  /** For statements about tables of which nothing is ever kept back. */
  public JdbcClient client() {
    return client;
  }

  /** One statement for many rows in one round trip, at once. */
  public void batch(String text, List<Object[]> rows) {
    jdbc.batchUpdate(text, rows);
  }

  /** Which database it is; asked once. */
  public Vendor vendor() {
    Vendor known = vendor;
    if (known == null) {
      known = Vendor.of(jdbc);
      vendor = known;
    }
    return known;
  }

  /** The memory of the transactions on this database. */
  public UnitOfWork unit() {
    return unit;
  }

  JdbcTemplate jdbc() {
    return jdbc;
  }

  /**
   * Keys as one parameter of {@code = any(…)}: however many there are, the text is the same, and
   * the database plans it once. None are allowed, and find nothing.
   */
  public static SqlArrayValue keys(Collection<String> keys) {
    return new SqlArrayValue("varchar", keys.toArray());
  }

  /** The same of codes. */
  public static <K> SqlArrayValue keys(Collection<K> keys, Function<? super K, String> text) {
    return new SqlArrayValue("varchar", keys.stream().map(text).toArray());
  }

  /** The same of numbers. */
  public static SqlArrayValue numbers(Collection<Long> numbers) {
    return new SqlArrayValue("bigint", numbers.toArray());
  }

  /** A moment as a parameter. */
  public static OffsetDateTime utc(Instant at) {
    return at.atOffset(ZoneOffset.UTC);
  }

  /** A moment as a parameter that may be null. */
  public static @Nullable OffsetDateTime utcOrNull(@Nullable Instant at) {
    return at == null ? null : utc(at);
  }

  /** The moment of a column that is never null. */
  public static Instant instant(ResultSet row, String column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant();
  }

  /** The moment of a column that may be null. */
  public static @Nullable Instant instantOrNull(ResultSet row, String column) throws SQLException {
    OffsetDateTime at = row.getObject(column, OffsetDateTime.class);
    return at == null ? null : at.toInstant();
  }
}
