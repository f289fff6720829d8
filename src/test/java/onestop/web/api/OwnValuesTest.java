package onestop.web.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.RecordComponent;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import onestop.procedures.FormField;
import onestop.procedures.StepForm;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What the API takes of one dossier among many is what the forms say is its own. */
@Tag("pure")
class OwnValuesTest {
  @Test
  void hasEachOwnFieldOfEveryFormWithItsType() {
    Map<String, Class<?>> wanted = new TreeMap<>();
    for (StepForm form : StepForm.values()) {
      form.own().forEach(field -> wanted.put(field.name(), type(field)));
    }
    Map<String, Class<?>> taken =
        Arrays.stream(CompletionBody.OwnValues.class.getRecordComponents())
            .collect(
                Collectors.toMap(
                    RecordComponent::getName, RecordComponent::getType, (a, b) -> a, TreeMap::new));
    assertThat(taken).isEqualTo(wanted);
  }

  private static Class<?> type(FormField field) {
    return switch (field.kind()) {
      case LIST -> List.class;
      case DAY -> LocalDate.class;
      case TEXT, PROSE, LIMIT, OFFICER, CHOICE, FLAG -> String.class;
    };
  }

  @Test
  void givesWhatIsGivenUnderTheNamesOfTheFields() {
    LocalDate day = LocalDate.of(2026, 3, 2);
    CompletionBody.OwnValues all =
        new CompletionBody.OwnValues("1", "2", "3", List.of("4"), "5", "6", day, "7", "8");
    assertThat(all.given())
        .containsOnly(
            Map.entry("resultCode", "1"),
            Map.entry("resultDocument", "2"),
            Map.entry("registerNumber", "3"),
            Map.entry("items", List.of("4")),
            Map.entry("reason", "5"),
            Map.entry("document", "6"),
            Map.entry("dueOn", day),
            Map.entry("address", "7"),
            Map.entry("parcel", "8"));
    CompletionBody.OwnValues none =
        new CompletionBody.OwnValues(null, null, null, null, null, null, null, null, null);
    assertThat(none.given().keySet()).isEqualTo(Set.of());
  }
}
