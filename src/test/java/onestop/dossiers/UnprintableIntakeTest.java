package onestop.dossiers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import onestop.dossiers.life.Applicant;
import onestop.dossiers.steps.StepPayload;
import onestop.engine.CommandGateway.Outcome;
import onestop.kernel.DossierCode;
import onestop.kernel.Failure;
import onestop.testing.City;
import onestop.testing.SharedWorld;
import onestop.testing.TestDatabase;
import onestop.testing.World;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What no receipt, letter or notice could show is refused while the one who typed it is there. */
@Tag("world")
class UnprintableIntakeTest {
  @RegisterExtension static final SharedWorld SHARED = SharedWorld.on("2026-03-02T10:00");

  private static final String MARITAL_STATUS = "1.004873";
  private static final String SMILE = "\uD83D\uDE00";

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void anApplicationIsRefusedByFieldAndCharacterAndItsNeighboursAreReceived(TestDatabase database) {
    World world = SHARED.world(database);
    City city = SHARED.city(database);
    Intake whole = city.intake(MARITAL_STATUS, City.WARD, "whole");
    Applicant smiling = new Applicant("Trần " + SMILE + " Ánh", null, null, null, null);
    List<Outcome<IntakeResult>> outcomes =
        world
            .get(Dossiers.class)
            .receiveAll(
                List.of(
                    whole,
                    with(whole, "name", smiling, "Hồ sơ"),
                    with(whole, "subject", whole.applicant(), "Hồ sơ 漢"),
                    with(whole, "last", whole.applicant(), "Hồ sơ")),
                City.desk());
    assertThat(outcomes.get(0).failure()).isNull();
    assertThat(refusal(outcomes.get(1)).values())
        .containsExactly("applicant.name", SMILE, "U+1F600");
    assertThat(refusal(outcomes.get(2)).values()).containsExactly("subject", "漢", "U+6F22");
    assertThat(outcomes.get(3).failure()).isNull();
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void aRequestForPapersIsRefusedAndTheWorkItemWaitsOn(TestDatabase database) {
    City city = SHARED.city(database);
    DossierCode code = city.receive("1.001193").code();
    city.workUntil(code, "appraise_dossier");
    StepPayload order =
        new StepPayload.SupplementOrder(
            List.of("Bản sao " + SMILE), "Thiếu", LocalDate.of(2026, 3, 20), "Điều 1", "12/TB");
    assertThatThrownBy(() -> city.complete(code, "appraise_dossier", "supplement", order))
        .isInstanceOf(Failure.class)
        .hasMessageContaining("forms/unprintable")
        .hasMessageContaining("items");
    assertThat(city.dossierItems(code)).hasSize(1);
  }

  private static Intake with(Intake like, String key, Applicant applicant, String subject) {
    return new Intake(
        like.source(),
        key,
        like.procedureCode(),
        like.receivingAgency(),
        like.resolvingAgency(),
        applicant,
        subject,
        like.channel(),
        like.papers(),
        null,
        null,
        null);
  }

  private static Failure refusal(Outcome<IntakeResult> outcome) {
    return (Failure) Objects.requireNonNull(outcome.failure());
  }
}
