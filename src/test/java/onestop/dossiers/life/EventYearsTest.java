package onestop.dossiers.life;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import onestop.dossiers.Dossiers;
import onestop.kernel.DossierCode;
import onestop.node.PeriodicWork;
import onestop.testing.City;
import onestop.testing.TestDatabase;
import onestop.testing.World;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Events lie apart by year on PostgreSQL, and no year is put away with work in it. */
@Tag("world")
class EventYearsTest {
  private static final String YEAR = "select open_event_year(2025)";
  private static final String DETACH = "select detach_event_year(2025)";

  @Test
  void keepsEventsInTheTableOfTheYearOfReceiptAndPutsNoYearAwayWithWorkInIt() {
    try (World world = World.on(TestDatabase.POSTGRES, "2025-03-04T10:00")) {
      City city = City.in(world);
      JdbcClient jdbc = world.get(JdbcClient.class);
      jdbc.sql(YEAR).query(Boolean.class).single();
      DossierCode code = city.receive("2.000815").code();
      assertThat(tables(jdbc)).containsExactly("dossier_event_2025");

      refuses(jdbc, "dossiers of 2025 are not finished");
      city.workUntil(code, "nowhere");
      assertThat(tables(jdbc)).containsExactly("dossier_event_2025");
      jdbc.sql(
              """
              insert into outbox_message (message_key, route, dossier_code, channel, recipient,
                subject, payload, fallbacks, state, attempts, enqueued_at, next_attempt_at, revision)
              select 'test', 0, dossier_code, 'MAIL', '-', '-', '-', '', 'QUEUED', 0, received_at,
                received_at, 0 from dossier
              """)
          .update();
      refuses(jdbc, "messages of 2025 have not left");
      assertThatThrownBy(() -> jdbc.sql("delete from dossier_event_2025").update())
          .hasMessageContaining("insert-only");

      jdbc.sql("update outbox_message set state = 'SENT', settled_at = enqueued_at").update();
      long events = jdbc.sql("select count(*) from dossier_event").query(Long.class).single();
      assertThat(jdbc.sql(DETACH).query(String.class).single()).isEqualTo("dossier_event_2025");
      assertThat(tables(jdbc)).isEmpty();
      assertThat(jdbc.sql("select count(*) from dossier_event_2025").query(Long.class).single())
          .isEqualTo(events)
          .isPositive();
      assertThatThrownBy(() -> jdbc.sql("truncate dossier_event_2025").update())
          .hasMessageContaining("insert-only");

      assertThat(jdbc.sql(YEAR).query(Boolean.class).single()).isTrue();
      assertThat(world.get(Dossiers.class).events(code)).hasSize((int) events);
    }
  }

  @Test
  void putsNoYearAwayWhoseLetterIsOwed() {
    try (World world = World.on(TestDatabase.POSTGRES, "2025-03-04T10:00")) {
      City city = City.in(world);
      JdbcClient jdbc = world.get(JdbcClient.class);
      jdbc.sql(YEAR).query(Boolean.class).single();
      DossierCode code = city.receive("2.000815").code();
      city.workUntil(code, "nowhere");
      jdbc.sql(
              """
              insert into apology_obligation (id, dossier_code, cause, appointment_no, rule_pack,
                rule_pack_version, agency, state, opened_at, due_at, limit_at, event_count, revision)
              select 1, dossier_code, 'OVERDUE', 1, rule_pack, rule_pack_version, resolving_agency,
                'OPENED', received_at, received_at, received_at, 1, 0 from dossier
              """)
          .update();
      refuses(jdbc, "letters of apology of 2025 are still owed");
    }
  }

  @Test
  void takesInEventsOfAYearThatNobodyOpened() {
    try (World world = World.on(TestDatabase.POSTGRES, "2025-03-04T10:00")) {
      City city = City.in(world);
      JdbcClient jdbc = world.get(JdbcClient.class);
      DossierCode code = city.receive("2.000815").code();
      assertThat(tables(jdbc)).containsExactly("dossier_event_rest");
      assertThat(jdbc.sql(YEAR).query(Boolean.class).single()).isFalse();
      assertThat(world.get(Dossiers.class).events(code)).isNotEmpty();
    }
  }

  @Test
  void opensThisYearAndTheNextInGoodTime() {
    try (World world = World.on(TestDatabase.POSTGRES, "2031-12-31T10:00")) {
      JdbcClient jdbc = world.get(JdbcClient.class);
      PeriodicWork work =
          new EventYears()
              .openEventYears(world.get(onestop.store.Sql.class), world.get(java.time.Clock.class));
      work.work().run();
      work.work().run();
      assertThat(
              jdbc.sql(
                      """
                      select relid::text from pg_partition_tree('dossier_event') where isleaf
                      """)
                  .query(String.class)
                  .list())
          .contains("dossier_event_2031", "dossier_event_2032");
    }
  }

  private static void refuses(JdbcClient jdbc, String why) {
    assertThatThrownBy(() -> jdbc.sql(DETACH).query(String.class).single())
        .hasMessageContaining(why);
  }

  /** Tables in which events of the whole lie. */
  private static List<String> tables(JdbcClient jdbc) {
    return jdbc.sql("select distinct tableoid::regclass::text from dossier_event")
        .query(String.class)
        .list();
  }
}
