package onestop.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import javax.sql.DataSource;
import onestop.testing.TestDatabase;
import onestop.testing.World;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The application's tables are written in the order of its database's foreign keys. */
@Tag("world")
class KeptOrderTest {

  @Test
  void everyForeignKeyAmongKeptTablesIsDeclared() throws SQLException {
    try (World world = World.on(TestDatabase.H2, "2026-03-02T08:00")) {
      UnitOfWork unit = world.get(UnitOfWork.class);
      List<String> kept = unit.tables();
      assertThat(kept).contains("dossier", "sla_clock", "apology_obligation", "inbox_item");
      Map<String, Set<String>> keys = foreignKeys(world.get(DataSource.class), kept);
      assertThat(keys.get("apology_event")).containsExactly("apology_obligation");
      List<String> undeclared = new ArrayList<>();
      keys.forEach(
          (table, others) ->
              others.stream()
                  .filter(other -> kept.contains(other) && !other.equals(table))
                  .filter(other -> !unit.references(table).contains(other))
                  .forEach(other -> undeclared.add(table + " is written before " + other)));
      assertThat(undeclared).isEmpty();
      for (String table : kept) {
        assertThat(kept.subList(0, kept.indexOf(table))).containsAll(unit.references(table));
      }
    }
  }

  private static Map<String, Set<String>> foreignKeys(DataSource source, List<String> tables)
      throws SQLException {
    Map<String, Set<String>> keys = new HashMap<>();
    try (Connection connection = source.getConnection()) {
      for (String table : tables) {
        try (ResultSet key =
            connection
                .getMetaData()
                .getImportedKeys(null, "PUBLIC", table.toUpperCase(Locale.ROOT))) {
          while (key.next()) {
            keys.computeIfAbsent(table, first -> new HashSet<>())
                .add(key.getString("PKTABLE_NAME").toLowerCase(Locale.ROOT));
          }
        }
      }
    }
    return keys;
  }
}
