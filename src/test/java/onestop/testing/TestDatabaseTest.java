package onestop.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What tests begin with is copied; a copy that lacked a trigger would prove less. */
@Tag("world")
class TestDatabaseTest {
  private static final List<String> WHAT_IS_THERE =
      List.of(
          """
          select lower(table_name), lower(column_name), data_type, is_nullable, column_default
            from information_schema.columns where lower(table_schema) = 'public'
          """,
          """
          select lower(table_name), constraint_type, count(*)
            from information_schema.table_constraints where lower(table_schema) = 'public'
           group by lower(table_name), constraint_type
          """,
          """
          select lower(trigger_name), lower(event_object_table), action_timing
            from information_schema.triggers where lower(trigger_schema) = 'public'
          """);

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void aCopyHasAllThatAFirstStartMakes(TestDatabase database) {
    Map<String, String> first = database.empty();
    World.on(first, "2026-03-02T10:00").close();
    DataSource made = database.dataSource(first);
    DataSource copied = database.dataSource(database.ready());
    for (String question : WHAT_IS_THERE) {
      List<String> there = answers(made, question);
      assertThat(there).hasSizeGreaterThan(20);
      assertThat(answers(copied, question)).isEqualTo(there);
    }
    assertThat(indexes(database, copied)).isEqualTo(indexes(database, made)).hasSizeGreaterThan(20);
    assertThat(rows(copied)).isEqualTo(rows(made)).containsEntry("catalogue_document", 76L);
  }

  /** Those with a name of their own; H2 names the ones behind constraints anew each time. */
  private static List<String> indexes(TestDatabase database, DataSource source) {
    return answers(
        source,
        database == TestDatabase.H2
            ? """
            select table_name, index_name, is_unique, ordinal_position, column_name
              from information_schema.index_columns where table_schema = 'PUBLIC'
               and not regexp_like(index_name, '^PRIMARY_KEY|_INDEX_[0-9A-F]+$')
            """
            : "select indexname, indexdef from pg_indexes where schemaname = 'public'");
  }

  private static List<String> answers(DataSource source, String question) {
    return JdbcClient.create(source)
        .sql(question)
        .query((row, n) -> line(row.getMetaData().getColumnCount(), i -> row.getString(i)))
        .list()
        .stream()
        .sorted()
        .toList();
  }

  private interface Cell {
    String at(int column) throws java.sql.SQLException;
  }

  private static String line(int columns, Cell cell) throws java.sql.SQLException {
    StringBuilder line = new StringBuilder();
    for (int column = 1; column <= columns; column++) {
      line.append(cell.at(column)).append(" | ");
    }
    return line.toString();
  }

  private static Map<String, Long> rows(DataSource source) {
    JdbcClient jdbc = JdbcClient.create(source);
    Map<String, Long> rows = new TreeMap<>();
    jdbc.sql(
            "select table_name from information_schema.tables"
                + " where lower(table_schema) = 'public' and table_type = 'BASE TABLE'")
        .query(String.class)
        .list()
        .forEach(
            table ->
                rows.put(
                    table.toLowerCase(java.util.Locale.ROOT),
                    jdbc.sql("select count(*) from \"" + table + "\"").query(Long.class).single()));
    return rows;
  }
}
