package onestop.engine.internals;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import onestop.testing.TestDatabase;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;

/** One statement for many rows does what its text does for one. */
@Tag("store")
class RowSetsTest {
  private static final String INSERT =
      "insert into %s (id, n, big, yes, at, tz, on_day, note) values (?, ?, ?, ?, ?, ?, ?, 'x')";
  private static final List<Object[]> ROWS =
      List.of(
          row("a", 1, Long.MAX_VALUE, true),
          row("Ánh \"q\" 'r'", -2, 0L, false),
          row("{b,\\c}", null, null, null),
          row("null", 4, 4L, true),
          row("", 5, 5L, false));

  private static Object[] row(String id, Integer n, Long big, Boolean yes) {
    return new Object[] {
      id,
      n,
      big,
      yes,
      n == null ? null : Timestamp.valueOf("2026-11-25 09:30:00.123"),
      OffsetDateTime.parse("9999-01-01T00:00:00.007Z"),
      LocalDate.of(2026, 2, 28)
    };
  }

  @Test
  void insertsManyRowsAsOneByOne() throws SQLException {
    DataSource source = tables(TestDatabase.POSTGRES);
    JdbcTemplate jdbc = new JdbcTemplate(source);
    jdbc.batchUpdate(INSERT.formatted("one_by_one"), ROWS);
    assertThat(run(source, INSERT.formatted("together"), ROWS)).isZero();
    assertThat(all(jdbc, "together")).hasSize(5).isEqualTo(all(jdbc, "one_by_one"));
  }

  @Test
  void changesRowsByTheirKeysAndCountsThoseThatAreNotThere() throws SQLException {
    DataSource source = tables(TestDatabase.POSTGRES);
    JdbcTemplate jdbc = new JdbcTemplate(source);
    run(source, INSERT.formatted("together"), ROWS);
    List<Object[]> changes =
        List.of(
            new Object[] {"first", "a", 1},
            new Object[] {"last", "a", 1},
            new Object[] {null, "null", 4},
            new Object[] {"stale", "", 6});
    String update = "update together\n set note = ?\n  where id = ? and n = ?";
    assertThat(run(source, update, changes)).as("one has another n").isEqualTo(1);
    assertThat(jdbc.queryForObject("select note from together where id = 'a'", String.class))
        .isEqualTo("last");
    assertThat(jdbc.queryForObject("select count(*) from together where note = 'x'", Long.class))
        .isEqualTo(3);

    List<Object[]> gone = List.of(new Object[] {"a"}, new Object[] {"b"}, new Object[] {""});
    List<Object[]> small = List.of(new Object[] {2026, "null"}, new Object[] {2027, "a"});
    assertThat(run(source, "update together set small = ? where id = ?", small)).isZero();
    assertThat(jdbc.queryForObject("select sum(small) from together", Long.class)).isEqualTo(4053);
    assertThat(run(source, "delete from together where id = ?", gone)).isEqualTo(1);
    assertThat(all(jdbc, "together")).hasSize(3);
  }

  @Test
  void leavesOtherTextsAndOtherDatabasesToTheCaller() throws SQLException {
    RowSets sets = new RowSets();
    try (Connection connection = tables(TestDatabase.POSTGRES).getConnection()) {
      assertThat(sets.of("update together set n = n + 1 where id = ?", connection)).isEmpty();
      assertThat(sets.of("update together set n = ? where id in (?, ?)", connection)).isEmpty();
      assertThat(sets.of("insert into together values (?, ?)", connection)).isEmpty();
      assertThat(sets.of("delete from nowhere where id = ?", connection)).isEmpty();
      assertThat(sets.of("delete from together where bytes = ?", connection)).isEmpty();
    }
    try (Connection connection = tables(TestDatabase.H2).getConnection()) {
      assertThat(new RowSets().of("delete from together where id = ?", connection)).isEmpty();
    }
  }

  private static int run(DataSource source, String sql, List<Object[]> rows) throws SQLException {
    try (Connection connection = source.getConnection()) {
      return new RowSets().of(sql, connection).orElseThrow().run(connection, rows);
    }
  }

  private static List<Map<String, Object>> all(JdbcTemplate jdbc, String table) {
    return jdbc.queryForList("select * from " + table + " order by id");
  }

  private static DataSource tables(TestDatabase database) {
    DataSource source = database.fresh();
    for (String table : List.of("together", "one_by_one")) {
      new JdbcTemplate(source)
          .execute(
              "create table "
                  + table
                  + """
                   (id varchar(40) primary key, n int, small smallint, big bigint, yes boolean, at timestamp,
                    tz timestamp with time zone, on_day date, note varchar(9), bytes varbinary(9))
                  """
                      .replace(
                          "varbinary(9)", database == TestDatabase.H2 ? "varbinary(9)" : "bytea"));
    }
    return source;
  }
}
