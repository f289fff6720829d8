package onestop.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import onestop.scenarios.ScenarioText.Fault;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("pure")
class ScenarioTextTest {
  private static String faults(String text) {
    return ScenarioText.read(text).faults().stream()
        .map(fault -> fault.line() + " " + fault.field() + " " + fault.value())
        .collect(Collectors.joining("\n"));
  }

  @Test
  void namesEveryValueThatIsNotUnderstoodWithItsLine() {
    assertThat(
            faults(
                """
                procedure: "2.000815"
                scenarios:
                  - name: {vi: "Thử", en: " "}
                    received: 2026-02-11T09:00
                    pace: soon
                    acts:
                      - {step: appraise_dossier, after: tomorrow}
                      - after: 1wd
                    until: 2026-02-10T09:00
                    expect:
                      letters: 0
                      state: GONE
                  - name: {vi: "Hai", en: "Two"}
                """))
        .isEqualTo(
            """
            3 scenarios[0].name.en \s
            5 scenarios[0].pace soon
            9 scenarios[0].until 2026-02-10T09:00
            7 scenarios[0].acts[0].after tomorrow
            8 scenarios[0].acts[1].step null
            12 scenarios[0].expect.state GONE
            13 scenarios[1].received null
            13 scenarios[1].expect null\
            """);
  }

  @Test
  void namesTheLineOfAFieldThatIsNotKnown() {
    Fault fault =
        ScenarioText.read("procedure: \"1\"\nscenarios:\n  - nam: {vi: a, en: b}\n")
            .faults()
            .get(0);
    assertThat(fault.kind()).isEqualTo(Fault.Kind.FORM);
    assertThat(fault.line()).isEqualTo(3);
    assertThat(fault.field()).isEqualTo("scenarios.[0].nam");
  }

  @Test
  void readsAnyTextWithoutAnException() {
    for (String text :
        new String[] {"", "x", "[", "- a", "{}", "scenarios: {}", "\u0000", "a: *b"}) {
      assertThat(ScenarioText.read(text).faults()).as(text).isNotEmpty();
    }
    assertThat(ScenarioText.read("#".repeat(200_001)).faults())
        .extracting(Fault::kind)
        .containsExactly(Fault.Kind.TOO_LARGE);
  }
}
