package onestop.scenarios;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import onestop.Onestop;
import onestop.kernel.Failure;
import onestop.scenarios.ScenarioResult.Difference;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The scenarios of the shipped procedures, run as {@code onestop scenarios bpmn} runs them. */
@Tag("world")
class ShippedScenariosTest {
  private static final Path MODELS = Path.of("bpmn");

  @Test
  void holdAndTakeEveryFlowOfEveryModel() throws IOException {
    ScenarioReport report = new Scenarios(Onestop.class).run(ScenarioFile.under(List.of(MODELS)));
    assertThat(
            report.results().values().stream()
                .flatMap(List::stream)
                .filter(result -> !result.holds())
                .map(result -> result.scenario().name().en() + ": " + result.differences()))
        .isEmpty();
    assertThat(report.coverage())
        .allSatisfy((process, tried) -> assertThat(tried.missed()).as(process).isEmpty());
    try (Stream<Path> models = Files.walk(MODELS)) {
      assertThat(report.coverage().keySet())
          .as("every procedure's model")
          .containsExactlyInAnyOrderElementsOf(
              models
                  .filter(file -> file.toString().endsWith(".bpmn"))
                  .filter(file -> !file.startsWith(MODELS.resolve("shared")))
                  .map(file -> String.valueOf(file.getFileName()).replace(".bpmn", ""))
                  .collect(Collectors.toSet()));
    }
    assertThat(report.holds()).isTrue();
  }

  /** Each expectation that is wrong is a difference, and so is an act that never was possible. */
  @Test
  void nameEveryDifference(@TempDir Path folder) throws IOException {
    Path model = MODELS.resolve("justice/certified_copy.bpmn");
    Files.copy(model, folder.resolve("certified_copy.bpmn"));
    Path file = folder.resolve("certified_copy" + ScenarioFile.ENDING);
    Files.writeString(
        file,
        """
        procedure: "2.000815"
        scenarios:
          - name: {vi: "Sai cả", en: "All wrong"}
            received: 2026-02-11T09:00
            acts:
              - {step: appraise_dossier, outcome: nothing}
              - {step: no_such_step}
              - {step: sign_result, outcome: refuse, form: {dueOn: "2026-03-04"}}
            expect: {state: REFUSED, due: 2026-02-11T16:00, newDue: 2026-02-11T16:00,
              closed: 2026-02-11T16:00, letters: 7, escalations: 99, path: [sign_result]}
        """);
    ScenarioReport report = new Scenarios(Onestop.class).run(List.of(ScenarioFile.read(file)));
    assertThat(report.holds()).isFalse();
    ScenarioResult result = report.results().values().iterator().next().get(0);
    assertThat(result.differences())
        .extracting(Difference::kind)
        .containsExactly(
            "refused",
            "act",
            "act",
            "state",
            "due",
            "newDue",
            "closed",
            "letters",
            "escalations",
            "path");

    Files.move(file, folder.resolve("other" + ScenarioFile.ENDING));
    Files.copy(model, folder.resolve("other.bpmn"));
    ScenarioFile other = ScenarioFile.read(folder.resolve("other" + ScenarioFile.ENDING));
    assertThatThrownBy(() -> new Scenarios(Onestop.class).run(List.of(other)))
        .isInstanceOf(Failure.class);
  }
}
