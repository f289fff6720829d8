package onestop.dossiers.steps;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import onestop.procedures.AnnouncedStep;
import onestop.procedures.FormField;
import onestop.procedures.FormField.Wrong;
import onestop.procedures.StepForm;
import onestop.testing.FilledForm;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A form, its fields, its payload and what is said of wrong values belong together. */
@Tag("pure")
class StepPayloadTest {
  private static final LocalDate DAY = LocalDate.of(2026, 4, 9);

  @ParameterizedTest
  @EnumSource(StepForm.class)
  void theValuesOfAFormComeBackFromItsPayload(StepForm form) {
    Map<String, Object> values = FilledForm.values(form, DAY);
    assertThat(form.faults(values)).isEmpty();
    StepPayload payload = StepPayload.of(form, values);
    assertThat(payload.form()).isEqualTo(form);
    assertThat(payload.values()).isEqualTo(values);
    assertThat(payload.values().keySet())
        .as("in the order of the fields")
        .containsExactlyElementsOf(form.fields().stream().map(FormField::name).toList());
  }

  @Test
  void eachFormHasOnePayload() {
    Set<Class<?>> payloads =
        Arrays.stream(StepForm.values())
            .map(form -> FilledForm.of(form, DAY).getClass())
            .collect(Collectors.toSet());
    assertThat(payloads).containsExactlyInAnyOrder(StepPayload.class.getPermittedSubclasses());
  }

  @Test
  void eachFormButNoteAndAssignmentIsRecordedByAStep() {
    assertThat(Arrays.stream(AnnouncedStep.values()).flatMap(step -> step.forms().stream()))
        .doesNotContain(StepForm.PLAIN, StepForm.ASSIGNMENT)
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(StepForm.values()).filter(StepForm::isAnnounced).toList())
        .doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @EnumSource(StepForm.class)
  void saysOfEachFieldWhatIsWrong(StepForm form) {
    for (FormField field : form.fields()) {
      for (Object nothing : new Object[] {null, "", "  ", List.of()}) {
        assertThat(wrong(form, field, nothing))
            .as(form + " " + field.name())
            .isEqualTo(field.required() ? List.of(field.name() + " MISSING") : List.of());
      }
      String name = field.name();
      switch (field.kind()) {
        case TEXT, PROSE, OFFICER -> {
          assertThat(wrong(form, field, "x".repeat(field.longest()))).isEmpty();
          assertThat(wrong(form, field, "x".repeat(field.longest() + 1)))
              .containsExactly(name + " TOO_LONG");
        }
        case DAY -> {
          for (String no : List.of("2026-02-30", "soon", "9.4.2026", "2026-4-9", "0")) {
            assertThat(wrong(form, field, no)).containsExactly(name + " NO_DAY");
          }
        }
        case LIMIT -> {
          for (String no : List.of("10", "0wd", "10x", "ten days", "99999d", "x".repeat(400))) {
            assertThat(wrong(form, field, no)).containsExactly(name + " NO_LIMIT");
          }
        }
        case CHOICE -> {
          field
              .options()
              .forEach(
                  one -> assertThat(wrong(form, field, one)).doesNotContain(name + " NO_CHOICE"));
          assertThat(wrong(form, field, "x")).contains(name + " NO_CHOICE");
        }
        case FLAG -> assertThat(wrong(form, field, "true")).isEmpty();
        case LIST -> {
          assertThat(wrong(form, field, Collections.nCopies(50, "x".repeat(300)))).isEmpty();
          assertThat(wrong(form, field, Collections.nCopies(51, "x")))
              .containsExactly(name + " TOO_LONG");
          assertThat(wrong(form, field, Arrays.asList("x", null, " ", "x".repeat(301))))
              .containsExactly(name + "[1] MISSING", name + "[2] MISSING", name + "[3] TOO_LONG");
        }
      }
    }
  }

  private static List<String> wrong(StepForm form, FormField field, Object value) {
    Map<String, Object> values = new LinkedHashMap<>(FilledForm.values(form, DAY));
    values.put(field.name(), value);
    assertThat(Wrong.values()).hasSize(5);
    return form.faults(values).stream().map(f -> f.path() + " " + f.wrong()).toList();
  }
}
