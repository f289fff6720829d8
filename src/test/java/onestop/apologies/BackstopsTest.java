package onestop.apologies;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import onestop.apologies.letter.LetterPress;
import onestop.testing.City;
import onestop.testing.TestDatabase;
import onestop.testing.World;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What must be there once, the database itself refuses a second time, whoever forgot his lock. */
@Tag("world")
class BackstopsTest {
  private static final List<String> ONCE =
      List.of(
          "dossier",
          "sla_clock",
          "apology_obligation",
          "apology_letter",
          "letter_document",
          "ledger_position",
          "escalation",
          "outbox_message");

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void aSecondRowOfTheSameKeyIsRefused(TestDatabase database) {
    try (World world = World.on(database, "2026-03-02T10:00")) {
      City.in(world).receive("1.004873");
      world.advanceTo("2026-03-04T17:00");
      assertThat(world.get(LetterPress.class).print(10)).isEqualTo(1);
      JdbcClient jdbc = world.get(JdbcClient.class);
      for (String table : ONCE) {
        String columns = String.join(", ", columns(jdbc, table));
        String values = columns.replaceAll("(?i)\\bid\\b", "id + 1000000"); // its key is no number
        String copy =
            "insert into %s (%s) select %s from %s".formatted(table, columns, values, table);
        assertThatThrownBy(() -> jdbc.sql(copy).update())
            .as(table)
            .isInstanceOf(DuplicateKeyException.class);
      }
    }
  }

  /** All columns but a generated number, which would make the copy another row. */
  private static List<String> columns(JdbcClient jdbc, String table) {
    return jdbc.sql(
            """
            select column_name from information_schema.columns
             where lower(table_name) = ? and is_identity = 'NO' order by ordinal_position
            """)
        .param(table)
        .query(String.class)
        .list();
  }
}
