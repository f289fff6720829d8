package onestop.models.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import onestop.agencies.Role;
import onestop.kernel.Actor;
import onestop.kernel.Failure;
import onestop.models.ModelState;
import onestop.models.ModelStep;
import onestop.models.Models;
import onestop.models.trial.TrialReport.Reason;
import onestop.models.trial.TrialReport.Stop;
import onestop.models.trial.TrialReport.Tried;
import onestop.testing.City;
import onestop.testing.Proven;
import onestop.testing.TestDatabase;
import onestop.testing.World;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Which trials a publication needs, and whose scenarios are tried. */
@Tag("world")
class ModelTrialsTest {
  private static final String MODEL = "marriage_registration";
  private static final Actor SECOND = City.officer(City.WARD, Role.ADMINISTRATOR);

  private static Tried tried(boolean holds) {
    return new Tried(Map.of("vi", "Thử", "en", "Trial"), holds, List.of(), List.of(), 0);
  }

  private static TrialReport report(List<Tried> scenarios, String... missed) {
    return new TrialReport(scenarios, 9, List.of(missed), null);
  }

  /** A draft of another author that has been checked and read by the engine. */
  private static void draft(World world, String processKey, int version) {
    Models models = world.get(Models.class);
    String shipped =
        new String(models.bytes(processKey, 1), StandardCharsets.UTF_8)
            .replaceFirst("(<bpmn:process [^>]*name=\")[^\"]+\"", "$1Đổi tên " + version + "\"");
    models.draft(
        processKey + ".bpmn", shipped.getBytes(StandardCharsets.UTF_8), City.desk(), "thử");
    models.take(ModelStep.CHECK, processKey, version, new Models.Decision(City.desk(), ""));
    models.take(ModelStep.TRY, processKey, version, new Models.Decision(City.desk(), ""));
  }

  private static Failure refusal(World world, int version) {
    return catchThrowableOfType(Failure.class, () -> publish(world, MODEL, version));
  }

  private static void publish(World world, String processKey, int version) {
    world
        .get(Models.class)
        .take(ModelStep.PUBLISH, processKey, version, new Models.Decision(SECOND, "QĐ 12/2026"));
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void onlyAVersionWhoseScenariosAllHoldAndTakeEveryFlowIsPublished(TestDatabase database) {
    try (World world = World.on(database.ready(), "2026-03-02T08:30")) {
      City.in(world);
      draft(world, MODEL, 2);
      assertThat(refusal(world, 2).slug()).as("never tried").isEqualTo("not-proven");
      Proven.record(
          world, MODEL, 2, new TrialReport(List.of(), 0, List.of(), new Stop(Reason.TIME, "")));
      assertThat(refusal(world, 2).slug()).isEqualTo("trial-stopped");
      Proven.record(world, MODEL, 2, report(List.of(tried(true), tried(false)), "flow_to_end"));
      Failure differs = refusal(world, 2);
      assertThat(differs.slug()).isEqualTo("trial-differs");
      assertThat(differs.values()).containsExactly(2, 1L, 2, 2);
      Proven.record(world, MODEL, 2, report(List.of(tried(true)), "flow_to_end"));
      Failure missed = refusal(world, 2);
      assertThat(missed.slug()).isEqualTo("flows-missed");
      assertThat(missed.values()).containsExactly(2, 1, "flow_to_end");
      Proven.record(world, MODEL, 2, report(List.of()));
      assertThat(refusal(world, 2).slug()).as("a trial of nothing").isEqualTo("trial-stopped");

      Proven.version(world, MODEL, 2);
      ModelScenarios scenarios = world.get(ModelScenarios.class);
      String inherited = scenarios.of(MODEL, 2).orElseThrow().content();
      scenarios.save(MODEL, 2, new ModelScenarios.Written(0, inherited + "# mới\n"), City.desk());
      assertThat(refusal(world, 2).slug()).as("of other scenarios").isEqualTo("not-proven");
      Proven.version(world, MODEL, 2);
      scenarios.save(MODEL, 2, new ModelScenarios.Written(1, inherited + "# tôi\n"), SECOND);
      Proven.version(world, MODEL, 2);
      assertThat(refusal(world, 2).slug()).isEqualTo("own-scenarios");
      scenarios.save(MODEL, 2, new ModelScenarios.Written(2, inherited), City.desk());
      assertThat(scenarios.of(MODEL, 1).orElseThrow().revision()).isEqualTo(1);
      assertThat(scenarios.of(MODEL, 1).orElseThrow().author()).isEqualTo("shipped");
      Proven.version(world, MODEL, 2);
      publish(world, MODEL, 2);
      assertThat(world.get(Models.class).of(MODEL).get(1).state()).isEqualTo(ModelState.PUBLISHED);
      assertThat(world.get(ModelTrials.class).last(MODEL, 2).orElseThrow().no())
          .as("every trial stays on record")
          .isEqualTo(8);
      assertThatThrownBy(
              () -> scenarios.save(MODEL, 2, new ModelScenarios.Written(3, "x"), City.desk()))
          .isInstanceOfSatisfying(
              Failure.class, f -> assertThat(f.slug()).isEqualTo("scenarios-closed"));
      for (String table : List.of("model_scenarios", "model_trial")) {
        assertThatThrownBy(() -> world.get(JdbcClient.class).sql("delete from " + table).update())
            .as("%s is evidence", table)
            .isInstanceOf(RuntimeException.class);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(value = TestDatabase.class, names = "H2")
  void aPartIsTriedWithTheLinkedProcedureAndALetterIsNotTried(TestDatabase database) {
    try (World world = World.on(database.ready(), "2026-03-02T08:30")) {
      City.in(world);
      ModelScenarios scenarios = world.get(ModelScenarios.class);
      assertThat(scenarios.plan("birth_leg", 1).orElseThrow().parts())
          .extracting(ScenarioRevision::processKey)
          .containsExactlyInAnyOrder(
              "birth_residence_insurance", "birth_residence_insurance_identity");
      assertThat(scenarios.serves("apology_letter")).isFalse();
      draft(world, "apology_letter", 2);
      publish(world, "apology_letter", 2);
      assertThat(scenarios.plan("apology_letter", 2)).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void scenariosWrittenInTwoWindowsAreNotLost(TestDatabase database) {
    try (World world = World.on(database.ready(), "2026-03-02T08:30")) {
      City.in(world);
      draft(world, MODEL, 2);
      ModelScenarios scenarios = world.get(ModelScenarios.class);
      scenarios.save(MODEL, 2, new ModelScenarios.Written(0, "a: 1"), City.desk());
      assertThatThrownBy(
              () -> scenarios.save(MODEL, 2, new ModelScenarios.Written(0, "b: 1"), SECOND))
          .isInstanceOfSatisfying(
              Failure.class, f -> assertThat(f.slug()).isEqualTo("scenarios-changed"));
      assertThat(scenarios.of(MODEL, 2).orElseThrow().content()).isEqualTo("a: 1");
      draft(world, MODEL, 3);
      assertThat(scenarios.of(MODEL, 3).orElseThrow().content())
          .as("a draft begins with those of the version before it")
          .isEqualTo("a: 1");
    }
  }
}
