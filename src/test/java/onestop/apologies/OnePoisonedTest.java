package onestop.apologies;

import static org.assertj.core.api.Assertions.assertThat;

import onestop.apologies.letter.LetterPress;
import onestop.engine.TreesOf;
import onestop.kernel.DossierCode;
import onestop.testing.City;
import onestop.testing.TestDatabase;
import onestop.testing.World;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** One dossier that cannot be handled is its own trouble: all others get their letters. */
@Tag("world")
class OnePoisonedTest {
  private static final String MARITAL_STATUS = "1.004873";

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void aLetterThatCannotBeSetHoldsUpNoOther(TestDatabase database) {
    try (World world = World.on(database, "2026-03-02T10:00")) {
      City city = City.in(world);
      DossierCode poisoned = city.receive(MARITAL_STATUS).code();
      city.receive(MARITAL_STATUS);
      world
          .get(JdbcClient.class)
          .sql("update dossier set applicant_name = ? where dossier_code = ?")
          .params("Trần \uD83D\uDE00 Ánh", poisoned.value())
          .update();
      world.advanceTo("2026-03-04T17:00");
      LetterPress press = world.get(LetterPress.class);
      assertThat(press.print(1)).isZero();
      assertThat(press.print(1)).as("the one that failed waits behind the others").isEqualTo(1);
      assertThat(press.print(10)).isZero();
      assertThat(incidents(world, "LETTER_UNPRINTABLE")).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void aDossierThatCannotBeSweptHoldsUpNoOther(TestDatabase database) {
    try (World world = World.on(database, "2026-03-02T10:00")) {
      City city = City.in(world);
      DossierCode poisoned = city.receive(MARITAL_STATUS).code();
      DossierCode other = city.receive(MARITAL_STATUS).code();
      JdbcClient jdbc = world.get(JdbcClient.class);
      TreesOf.loseTimers(world, poisoned);
      TreesOf.loseTimers(world, other);
      jdbc.sql("update dossier set rule_pack = 'RP-NONE' where dossier_code = ?")
          .param(poisoned.value())
          .update();
      world.advanceTo("2026-03-10T09:00");
      Reconciliation reconciliation = world.get(Reconciliation.class);
      assertThat(reconciliation.sweep()).isEqualTo(1);
      assertThat(reconciliation.sweep()).isZero();
      assertThat(world.get(Apologies.class).of(other)).hasSize(1);
      assertThat(world.get(Apologies.class).of(poisoned)).isEmpty();
      assertThat(incidents(world, "SWEEP_FAILED")).isEqualTo(1);

      jdbc.sql("update dossier set rule_pack = 'RP-2025' where dossier_code = ?")
          .param(poisoned.value())
          .update();
      assertThat(reconciliation.sweep()).isEqualTo(1);
      assertThat(world.get(Apologies.class).of(poisoned)).hasSize(1);
      assertThat(incidents(world, "SWEEP_FAILED")).as("opened and closed").isEqualTo(2);
    }
  }

  private static long incidents(World world, String kind) {
    return world
        .get(JdbcClient.class)
        .sql("select count(*) from incident where kind = ?")
        .param(kind)
        .query(Long.class)
        .single();
  }
}
