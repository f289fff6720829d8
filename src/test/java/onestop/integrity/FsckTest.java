package onestop.integrity;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import onestop.apologies.letter.ApologyIncident;
import onestop.apologies.letter.LetterPress;
import onestop.dossiers.steps.StepPayload;
import onestop.engine.TreesOf;
import onestop.incidents.Incidents;
import onestop.kernel.DossierCode;
import onestop.testing.City;
import onestop.testing.TestDatabase;
import onestop.testing.World;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The invariant checker finds nothing in a sound city, and every planted fault. */
@Tag("world")
class FsckTest {

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void findsNothingInASoundCityAndEveryPlantedFault(TestDatabase database) {
    try (World world = World.on(database, "2026-03-02T10:00")) {
      City city = City.in(world);
      Fsck fsck = world.get(Fsck.class);
      DossierCode late = city.receive("1.004873").code();
      DossierCode onTime = city.receive("1.001612").code();
      DossierCode waiting = city.receive("1.009994").code();
      city.resolve(onTime);
      city.workUntil(waiting, "appraise_dossier");
      city.complete(
          waiting,
          "appraise_dossier",
          "supplement",
          new StepPayload.SupplementOrder(
              java.util.List.of("bản vẽ"),
              "thiếu bản vẽ",
              java.time.LocalDate.of(2026, 4, 1),
              "Luật",
              "YC-1"));
      assertThat(fsck.check().findings()).isEmpty();
      world.advanceTo("2026-04-20T08:00");
      assertThat(fsck.check().findings())
          .extracting(Finding::kind)
          .containsExactly("LETTER_UNPRINTED");
      world.get(LetterPress.class).print(10);
      assertThat(fsck.check().findings()).isEmpty();
      assertThat(fsck.check().letters()).isEqualTo(1);
      city.resolve(late);
      assertThat(fsck.check().findings()).isEmpty();

      JdbcClient jdbc = world.get(JdbcClient.class);
      plant(jdbc, "update dossier set state = 'RETURNED' where dossier_code = ?", onTime);
      plant(
          jdbc,
          "update sla_clock set due_current_at = due_original_at + interval '1' day"
              + " where dossier_code = ?",
          waiting);
      plant(
          jdbc,
          "update apology_obligation set limit_at = limit_at - interval '5' day"
              + " where dossier_code = ?",
          late);
      assertThat(fsck.check().findings()).extracting(Finding::kind).contains("LETTER_IN_TIME");
      plant(
          jdbc,
          "update outbox_message set message_key = 'lost'"
              + " where dossier_code = ? and message_key like '%:applicant'",
          late);
      plant(
          jdbc,
          "update apology_obligation set state = 'VOID', issued_at = null where dossier_code = ?",
          late);
      TreesOf.setTimers(world, waiting, Instant.parse("2026-04-25T00:00:00Z"));
      world.outageUntil("2026-04-20T08:30");
      assertThat(fsck.check().findings())
          .extracting(Finding::kind)
          .contains(
              "STATE",
              "LETTER_NOT_SENT",
              "DUE_CURRENT",
              "OBLIGATION_STATE",
              "LETTER_STATE",
              "LETTER_MISSING",
              "TIMER",
              "LETTER_TOTALS");
    }
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void tellsLettersThatWaitForAPressAtWorkFromThoseItLeftOut(TestDatabase database) {
    try (World world = World.on(database, "2026-03-02T10:00")) {
      City city = City.in(world);
      Fsck fsck = world.get(Fsck.class);
      LetterPress press = world.get(LetterPress.class);
      city.receive("1.004873");
      world.advanceTo("2026-03-03T10:00");
      DossierCode second = city.receive("1.004873").code();
      world.advanceTo("2026-03-04T10:00");
      city.receive("1.004873");
      world.advanceTo("2026-04-20T08:00");
      assertThat(fsck.check().findings()).as("nothing was ever printed").hasSize(3);

      press.print(1);
      assertThat(fsck.check().findings()).as("the press is at work").isEmpty();
      assertThat(fsck.check().toPrint()).isEqualTo(2);
      world
          .get(Incidents.class)
          .open(ApologyIncident.LETTER_UNPRINTABLE, second, "a planted trouble, printed last");
      press.print(1);
      assertThat(fsck.check().findings())
          .as("a letter issued after it is printed")
          .singleElement()
          .satisfies(
              left -> {
                assertThat(left.kind()).isEqualTo("LETTER_UNPRINTED");
                assertThat(left.dossier()).isEqualTo(second);
              });
      press.print(1);
      assertThat(fsck.check().findings()).isEmpty();
      assertThat(fsck.check().toPrint()).isZero();
    }
  }

  private static void plant(JdbcClient jdbc, String sql, DossierCode code) {
    assertThat(jdbc.sql(sql).param(code.value()).update()).isPositive();
  }
}
