package onestop.procedures;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.function.UnaryOperator;
import onestop.calendar.Limit;
import onestop.kernel.ProcedureKey;
import onestop.testing.TestDatabase;
import onestop.testing.World;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Which bounds hold for which dossier. */
@Tag("world")
class BoundsTest {

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void whatWasReceivedBeforeThereWereBoundsIsNotFreeOfThem(TestDatabase database) {
    try (World world = World.on(database, "2026-03-02T10:00")) {
      JdbcClient jdbc = world.get(JdbcClient.class);
      before(
          jdbc,
          "rule-pack",
          "RP-2025",
          text -> text.replaceAll("(?s)\nbounds:.*?\nladder:", "\nladder:"));
      before(
          jdbc,
          "procedure",
          "1.009994",
          text -> text.replaceAll("(?s)\nbounds:.*?\nlegs:", "\nlegs:"));
      Catalogue catalogue = new Catalogue(new CatalogueDocuments(jdbc));
      RulePack pack = catalogue.rulePack("RP-2025", 1);
      Procedure permit = catalogue.version(new ProcedureKey("1.009994", 1));
      assertThat(pack.bounds()).isNull();
      assertThat(permit.bounds()).isNull();
      Bound extension = catalogue.bound(pack, permit, ClockMove.EXTENSION);
      assertThat(extension.longest()).isEqualTo(new Limit.CalendarDays(10));
      assertThat(extension.times()).isEqualTo(1);
      assertThat(extension.alone()).isZero();
      assertThat(catalogue.bound(pack, permit, ClockMove.AGREEMENT).times()).isZero();
      assertThat(catalogue.bound(pack, permit, ClockMove.SUPPLEMENT).alone()).isEqualTo(2);
      assertThat(catalogue.bound(pack, permit, ClockMove.SUPPLEMENT).times()).isEqualTo(3);
      assertThat(catalogue.bounds(pack).reasonLetters()).isEqualTo(10);
    }
  }

  private static void before(
      JdbcClient jdbc, String kind, String key, UnaryOperator<String> without) {
    String now =
        jdbc.sql("select content from catalogue_document where kind = ? and doc_key = ?")
            .params(kind, key)
            .query(String.class)
            .single();
    String then = without.apply(now.replaceFirst("version: 2", "version: 1"));
    jdbc.sql(
            """
            insert into catalogue_document (kind, doc_key, version, sha256, content)
            values (?, ?, 1, ?, ?)
            """)
        .params(kind, key, "0".repeat(64), then)
        .update();
  }

  @Test
  void aPackThatNamesNoBoundAllowsNoMove() {
    assertThat(ShippedRulePacks.get("at-due").bounds()).isNull();
    assertThat(Bounds.NONE.moves()).isEmpty();
    assertThat(Bounds.NOT_PROVIDED.times()).isZero();
  }

  /** A public posting is a step of one procedure, whose entry bounds it. */
  @Test
  void everyPackByDateBoundsEveryMoveButThePosting() {
    ClockMove[] bounded =
        EnumSet.complementOf(EnumSet.of(ClockMove.POSTING)).toArray(ClockMove[]::new);
    for (String id : new String[] {"RP-2015", "RP-2018", "RP-2021", "RP-2025"}) {
      Bounds bounds = ShippedRulePacks.get(id).bounds();
      assertThat(bounds).as(id).isNotNull();
      assertThat(bounds.moves()).as(id).containsOnlyKeys(bounded);
    }
  }
}
