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
 * Access to the database for statements that are not generated. Each statement declares the tables
 * that it reads, so that the transaction's pending rows of these tables are written first; {@code
 * DeclaredReadsTest} compares the declarations with the SQL text.
 */
@Component
public final class Sql {
  private final JdbcTemplate jdbc;
  private final JdbcClient client;
  private final UnitOfWork unit;
  private volatile @Nullable Vendor vendor;

  /** Access to one database, with the memory of its transactions. */
  public Sql(JdbcTemplate jdbc, UnitOfWork unit) {
    this.jdbc = jdbc;
    this.client = JdbcClient.create(jdbc);
    this.unit = unit;
  }

  /**
   * The client for a statement that reads these tables or changes their rows directly. Writes the
   * transaction's pending rows of these tables, and of the tables they refer to, first; without
   * pending rows the call costs nothing.
   */
  public JdbcClient reading(String table, String... more) {
    List<String> tables = new ArrayList<>(Arrays.asList(more));
    tables.add(table);
    unit.flush(tables);
    return client;
  }

  /** The client for statements on tables that never have pending rows. */
  public JdbcClient client() {
    return client;
  }

  /** Executes one statement for many rows, immediately and in one round trip. */
  public void batch(String text, List<Object[]> rows) {
    jdbc.batchUpdate(text, rows);
  }

  /** The vendor of the database; determined once. */
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
   * Keys as one parameter of {@code = any(…)}. The SQL text does not depend on the number of keys,
   * so the database plans it once. An empty collection is allowed and matches nothing.
   */
  public static SqlArrayValue keys(Collection<String> keys) {
    return new SqlArrayValue("varchar", keys.toArray());
  }

  /** As {@link #keys(Collection)}, for codes. */
  public static <K> SqlArrayValue keys(Collection<K> keys, Function<? super K, String> text) {
    return new SqlArrayValue("varchar", keys.stream().map(text).toArray());
  }

  /** As {@link #keys(Collection)}, for numbers. */
  public static SqlArrayValue numbers(Collection<Long> numbers) {
    return new SqlArrayValue("bigint", numbers.toArray());
  }

  /** An instant as a parameter. */
  public static OffsetDateTime utc(Instant at) {
    return at.atOffset(ZoneOffset.UTC);
  }

  /** An instant as a parameter that may be null. */
  public static @Nullable OffsetDateTime utcOrNull(@Nullable Instant at) {
    return at == null ? null : utc(at);
  }

  /** The instant in a column that is never null. */
  public static Instant instant(ResultSet row, String column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant();
  }

  /** The instant in a column that may be null. */
  public static @Nullable Instant instantOrNull(ResultSet row, String column) throws SQLException {
    OffsetDateTime at = row.getObject(column, OffsetDateTime.class);
    return at == null ? null : at.toInstant();
  }
}
