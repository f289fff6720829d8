package onestop.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import onestop.dossiers.life.Dossier;
import onestop.kernel.DossierCode;
import onestop.store.Sql;
import onestop.testing.City;
import onestop.testing.TestDatabase;
import onestop.testing.World;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Dossiers of an older version are found after the upgrade, however often it is interrupted. */
@Tag("world")
class SearchFillTest {
  private static final String MARITAL_STATUS = "1.004873";

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void goesOnWhereItWasInterruptedAndLooksAfterTheNewestOnes(TestDatabase database) {
    try (World world = World.on(database, "2026-03-02T08:00")) {
      City city = City.in(world);
      Dossier oldest = city.receive(MARITAL_STATUS);
      Dossier older = city.receive(MARITAL_STATUS);
      world.advanceTo("2026-03-02T09:00");
      Dossier newest = city.receive(MARITAL_STATUS);
      SearchFill fill = world.get(SearchFill.class);
      JdbcClient jdbc = world.get(JdbcClient.class);
      List<String> entries = entries(jdbc);
      assertThat(found(world)).hasSize(3);

      jdbc.sql("delete from search_token").update();
      assertThat(fill.run()).as("on a fresh start").isEqualTo(3);
      assertThat(entries(jdbc)).isEqualTo(entries);
      assertThat(fill.run()).isZero();

      jdbc.sql("delete from search_token").update();
      jdbc.sql("update search_fill set done = false, down_to = ?, down_to_code = ?")
          .params(Sql.utc(older.receivedAt()), older.code().value())
          .update();
      assertThat(fill.run()).as("from the place that was reached").isEqualTo(1);
      assertThat(found(world)).containsExactly(oldest.code());
      assertThat(fill.run()).as("the last hour, which older nodes may have added to").isEqualTo(2);
      assertThat(found(world))
          .startsWith(newest.code())
          .containsExactlyInAnyOrder(newest.code(), older.code(), oldest.code());
      assertThat(entries(jdbc)).isEqualTo(entries);
    }
  }

  private static List<DossierCode> found(World world) {
    return world
        .get(DossierFinder.class)
        .find(SearchText.of("ánh ngọc"), Set.of(City.WARD))
        .dossiers()
        .stream()
        .map(FoundDossier::dossier)
        .toList();
  }

  private static List<String> entries(JdbcClient jdbc) {
    return jdbc.sql(
            """
            select agency || ' ' || token || ' ' || newest || ' ' || dossier_code || ' ' || source
                || ' ' || toned || ' ' || context as entry
              from search_token order by agency, token, newest, dossier_code, source
            """)
        .query(String.class)
        .list();
  }
}
