package onestop.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import onestop.dossiers.steps.StepPayload;
import onestop.dossiers.undo.TakeBacks;
import onestop.engine.WorkItem;
import onestop.forecast.Forecasts.Need;
import onestop.forecast.Forecasts.Place;
import onestop.kernel.DossierCode;
import onestop.testing.City;
import onestop.testing.PastWork;
import onestop.testing.TestDatabase;
import onestop.testing.World;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a dossier is expected to need, by the past of its agency and by the model. */
@Tag("world")
class ForecastsTest {
  private static final long HOUR = 60;

  private static Need at(World world, String procedure, String step) {
    return world.get(Forecasts.class).of(new Place(procedure, step, City.WARD, City.WARD));
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void goesByTheAgencysOwnPastAndByAllotmentsWhereThereIsTooLittle(TestDatabase database) {
    try (World world = World.on(database, "2026-03-02T08:30")) {
      City city = City.in(world);
      assertThat(at(world, PastWork.PROCEDURE, "appraise_dossier"))
          .as("8, 4 and 2 hours allotted")
          .isEqualTo(new Need(14 * HOUR, 14 * HOUR, 0));
      assertThat(at(world, PastWork.PROCEDURE, "return_result"))
          .as("behind the result")
          .isEqualTo(new Need(2 * HOUR, 2 * HOUR, 0));
      assertThat(at(world, PastWork.PROCEDURE, "no_such_step")).isEqualTo(Need.UNKNOWN);
      assertThat(at(world, "no-such-procedure", "appraise_dossier")).isEqualTo(Need.UNKNOWN);
      assertThat(at(world, "1.009994", "assign_dossier"))
          .as("of two ways beside each other the longer: 4 + 40 + 8 + 8 + 4 hours")
          .isEqualTo(new Need(64 * HOUR, 64 * HOUR, 0));

      PastWork.pass(world, city);
      long behind = PastWork.BEHIND;
      assertThat(at(world, PastWork.PROCEDURE, "appraise_dossier"))
          .isEqualTo(
              new Need(
                  PastWork.APPRAISAL + behind, PastWork.APPRAISAL_LEAD + behind, PastWork.CASES));
      assertThat(at(world, PastWork.PROCEDURE, "verify_status").cases())
          .as("a step that nobody has done")
          .isZero();
      assertThat(at(world, "1.009994", "assign_dossier")).isEqualTo(new Need(3_840, 3_840, 0));
      assertThat(
              world
                  .get(Forecasts.class)
                  .of(new Place(PastWork.PROCEDURE, "appraise_dossier", City.POLICE, City.POLICE)))
          .as("another agency has no past")
          .isEqualTo(new Need(14 * HOUR, 14 * HOUR, 0));
      assertThat(world.get(PaceMeasure.class).run())
          .as("measured again: transfer, assign, appraise, sign, issue")
          .isEqualTo(5);
    }
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void anEndThatWasTakenBackIsNoEndOfAStep(TestDatabase database) {
    try (World world = World.on(database, "2026-03-02T08:30")) {
      City city = City.in(world);
      DossierCode code = city.receive(PastWork.PROCEDURE).code();
      WorkItem first = city.dossierItems(code).get(0);
      city.complete(first, City.desk(), "done", new StepPayload.Note(""));
      world.advanceTo("2026-03-02T08:40");
      world
          .get(TakeBacks.class)
          .take(List.of(new TakeBacks.End(code, first.id())), City.desk())
          .get(0)
          .orThrow();
      assertThat(world.get(PaceStore.class).steps(List.of(code.value()))).isEmpty();
      world.advanceTo("2026-03-02T09:10");
      city.workUntil(code, "appraise_dossier");
      assertThat(world.get(PaceStore.class).steps(List.of(code.value())))
          .extracting(step -> step.ended().step(), step -> step.ended().at())
          .containsExactly(
              tuple("transfer_dossier", World.at("2026-03-02T09:10")),
              tuple("assign_dossier", World.at("2026-03-02T09:10")));
    }
  }
}
