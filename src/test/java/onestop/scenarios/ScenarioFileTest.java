package onestop.scenarios;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import onestop.kernel.Failure;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("pure")
class ScenarioFileTest {
  private static final String GOOD =
      """
      procedure: "2.000815"
      scenarios:
        - name: {vi: "Thử", en: "Trial"}
          received: 2026-02-11T09:00
          pace: 2wh
          acts:
            - {step: appraise_dossier, outcome: supplement, after: 1wd}
            - {withdraw: "đổi ý", at: 2026-02-12T10:00}
          until: 2026-03-01T17:00
          expect: {state: WITHDRAWN, letters: 0}
      """;

  @TempDir Path folder;

  private ScenarioFile read(String content) throws IOException {
    Files.writeString(folder.resolve("certified_copy.bpmn"), "<x/>");
    Path file = folder.resolve("certified_copy.scenarios.yaml");
    Files.writeString(file, content);
    return ScenarioFile.read(file);
  }

  @Test
  void readsAFile() throws IOException {
    ScenarioFile file = read(GOOD);
    assertThat(file.processKey()).isEqualTo("certified_copy");
    assertThat(file.procedure()).isEqualTo("2.000815");
    Scenario scenario = file.scenarios().get(0);
    assertThat(scenario.acts()).hasSize(2);
    assertThat(scenario.readAt()).isEqualTo("2026-03-01T17:00");
    assertThat(scenario.expect().letters()).isZero();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "pace: 2wh|pace: soon|wrong-value|scenarios[0].pace",
        "after: 1wd|after: tomorrow|wrong-value|scenarios[0].acts[0].after",
        "after: 1wd|after: 1wd, at: 2026-02-12T10:00|wrong-value|scenarios[0].acts[0].at",
        "step: appraise_dossier, |''|wrong-value|scenarios[0].acts[0].step",
        "state: WITHDRAWN|state: GONE|wrong-value|scenarios[0].expect.state",
        "until: 2026-03-01T17:00|until: 2026-02-11T09:00|wrong-value|scenarios[0].until",
        "procedure: \"2.000815\"|''|wrong-value|procedure",
        "en: \"Trial\"|en: \"\"|wrong-value|scenarios[0].name.en",
        "received: 2026-02-11T09:00|received: 2026-02-30T09:00|wrong|scenarios.[0].received",
        "letters: 0|letters: none|wrong|scenarios.[0].expect.letters",
        "letters: 0|lettters: 0|wrong|scenarios.[0].expect.lettters",
        "procedure: \"2.000815\"|procedure: [|wrong|procedure",
      })
  void namesWhatItDoesNotUnderstand(String right, String wrong, String slug, String field) {
    assertThat(GOOD).contains(right);
    assertThatThrownBy(() -> read(GOOD.replace(right, wrong)))
        .isInstanceOfSatisfying(
            Failure.class,
            refused -> {
              assertThat(refused.slug()).isEqualTo(slug);
              assertThat(refused.arguments()).containsEntry("field", field);
            });
  }

  @Test
  void refusesWhatIsNoFileOfScenarios() throws IOException {
    assertThatThrownBy(() -> ScenarioFile.read(folder.resolve("none" + ScenarioFile.ENDING)))
        .isInstanceOfSatisfying(Failure.class, f -> assertThat(f.slug()).isEqualTo("file"));
    assertThatThrownBy(() -> read("")).isInstanceOf(Failure.class);
    char[] large = new char[200_001];
    Arrays.fill(large, '#');
    assertThatThrownBy(() -> read(new String(large)))
        .isInstanceOfSatisfying(Failure.class, f -> assertThat(f.slug()).isEqualTo("too-large"));
    Path alone = folder.resolve("alone" + ScenarioFile.ENDING);
    Files.writeString(alone, GOOD);
    assertThatThrownBy(() -> ScenarioFile.read(alone))
        .isInstanceOfSatisfying(Failure.class, f -> assertThat(f.slug()).isEqualTo("no-model"));
  }

  /** References that multiply themselves are refused before they fill the memory. */
  @Test
  void refusesABombOfReferences() {
    StringBuilder bomb = new StringBuilder("a0: &a0 [x, x]\n");
    for (int i = 1; i < 40; i++) {
      bomb.append("a%d: &a%d [*a%d, *a%d]%n".formatted(i, i, i - 1, i - 1));
    }
    assertThatThrownBy(() -> read(bomb.toString())).isInstanceOf(Failure.class);
  }
}
