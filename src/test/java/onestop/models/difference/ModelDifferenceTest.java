package onestop.models.difference;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import onestop.models.difference.ModelDifference.Change;
import onestop.models.difference.ModelDifference.Detail;
import onestop.models.difference.ModelDifference.Kind;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What counts as a difference of two models, and what does not. */
@Tag("pure")
class ModelDifferenceTest {
  private static final String MODEL = text(Path.of("bpmn/civil-status/birth_registration.bpmn"));

  private static String text(Path path) {
    try {
      return Files.readString(path);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static List<Change> between(String before, String after) {
    return ModelDifference.between(
            before.getBytes(StandardCharsets.UTF_8), after.getBytes(StandardCharsets.UTF_8))
        .orElseThrow()
        .changes();
  }

  @Test
  void aFileDiffersInNothingFromItselfWhateverItsSpacing() {
    assertThat(between(MODEL, MODEL)).isEmpty();
    assertThat(between(MODEL, MODEL.replaceAll(">\\s+<", "><"))).isEmpty();
    assertThat(
            between(
                MODEL,
                MODEL.replace(
                    "attachedToRef=\"resolve_dossier\">",
                    "attachedToRef=\"resolve_dossier\" cancelActivity=\"true\">")))
        .isEmpty();
  }

  @Test
  void propertiesOfTheClockAndFormsOfOutcomesAreChanges() {
    String after =
        MODEL
            .replaceFirst("name=\"allotment\" value=\"90min\"", "name=\"allotment\" value=\"2wh\"")
            .replaceFirst(
                "name=\"form.refuse\" value=\"refusal\"", "name=\"form.refuse\" value=\"stop\"");
    assertThat(between(MODEL, after))
        .containsExactly(
            new Change(
                Kind.CHANGED,
                "userTask",
                "appraise_dossier",
                "Kiểm tra, ghi sổ hộ tịch",
                List.of(new Detail("allotment", "90min", "2wh"))),
            new Change(
                Kind.CHANGED,
                "userTask",
                "sign_result",
                "Ký giấy khai sinh",
                List.of(new Detail("form.refuse", "refusal", "stop"))));
  }

  @Test
  void conditionsTimersRolesAndDefaultsAreChanges() {
    assertThat(between(MODEL, MODEL.replace("${outcome == 'again'}", "${outcome == 'refuse'}")))
        .singleElement()
        .satisfies(
            change ->
                assertThat(change.details())
                    .containsExactly(
                        new Detail(
                            "condition", "${outcome == 'again'}", "${outcome == 'refuse'}")));
    assertThat(between(MODEL, MODEL.replace("${sla.nextMark(execution)}", "R/PT1S")))
        .singleElement()
        .satisfies(
            change -> {
              assertThat(change.id()).isEqualTo("reach_sla_mark");
              assertThat(change.details())
                  .containsExactly(new Detail("timer", "${sla.nextMark(execution)}", "R/PT1S"));
            });
    assertThat(
            between(
                MODEL,
                MODEL.replaceFirst(
                    "candidateGroups=\"specialist\"", "candidateGroups=\"unit_head\"")))
        .singleElement()
        .satisfies(
            change ->
                assertThat(change.details())
                    .containsExactly(new Detail("candidateGroups", "specialist", "unit_head")));
  }

  @Test
  void aShapeThatOnlyMovedIsToldApart() {
    String after =
        MODEL.replaceFirst("(bpmnElement=\"sign_result\">\\s*<dc:Bounds x=\")\\d+", "$11234");
    assertThat(between(MODEL, after))
        .containsExactly(
            new Change(Kind.MOVED, "userTask", "sign_result", "Ký giấy khai sinh", List.of()));
  }

  @Test
  void whatCameAndWhatWentIsNamed() {
    String gone =
        MODEL.replaceFirst("(?s)<bpmn:endEvent id=\"end_stopped_work\".*?</bpmn:endEvent>", "");
    assertThat(between(MODEL, gone))
        .filteredOn(change -> change.kind() == Kind.REMOVED)
        .extracting(Change::id)
        .containsExactly("end_stopped_work");
    assertThat(between(gone, MODEL))
        .filteredOn(change -> change.kind() == Kind.ADDED)
        .extracting(Change::name)
        .containsExactly("Không bổ sung");
  }

  @Test
  void aFileThatIsNoModelHasNoDifference() {
    byte[] model = MODEL.getBytes(StandardCharsets.UTF_8);
    assertThat(ModelDifference.between(model, "<x/>".getBytes(StandardCharsets.UTF_8))).isEmpty();
    assertThat(ModelDifference.between(new byte[0], model)).isEmpty();
  }
}
