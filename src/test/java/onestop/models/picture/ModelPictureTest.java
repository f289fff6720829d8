package onestop.models.picture;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import onestop.models.picture.ModelPicture.Kind;
import onestop.models.picture.ModelPicture.Shape;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Pictures of the shipped models, and of files that nobody should draw. */
@Tag("pure")
class ModelPictureTest {
  private static final Path LAND = Path.of("bpmn/land/certificate_exchange.bpmn");

  static List<Path> shipped() throws IOException {
    try (Stream<Path> files = Files.walk(Path.of("bpmn"))) {
      return files.filter(file -> file.toString().endsWith(".bpmn")).sorted().toList();
    }
  }

  private static ModelPicture picture(Path file) throws IOException {
    return ModelPicture.of(Files.readAllBytes(file)).orElseThrow();
  }

  @ParameterizedTest
  @MethodSource("shipped")
  void hasEveryStepAndEveryFlowInsideItsBox(Path file) throws IOException {
    ModelPicture picture = picture(file);
    String bpmn = Files.readString(file);
    assertThat(picture.shapes()).hasSize(count(bpmn, "<bpmndi:BPMNShape"));
    assertThat(picture.lines()).hasSize(count(bpmn, "<bpmndi:BPMNEdge"));
    assertThat(picture.steps()).hasSize(count(bpmn, "<bpmn:userTask"));
    assertThat(picture.steps()).allMatch(step -> step.task() != null);
    assertThat(picture.shapes())
        .allMatch(
            shape ->
                shape.box().x() >= picture.box().x()
                    && shape.box().y() >= picture.box().y()
                    && shape.box().x() + shape.box().width()
                        <= picture.box().x() + picture.box().width()
                    && shape.box().y() + shape.box().height()
                        <= picture.box().y() + picture.box().height());
  }

  private static int count(String text, String part) {
    return text.split(part + "[ >]", -1).length - 1;
  }

  @Test
  void aFrameComesBeforeWhatItContains() throws IOException {
    assertThat(picture(LAND).shapes().get(0).kind()).isEqualTo(Kind.WORK);
    assertThat(picture(LAND).steps().get(0).id()).isEqualTo("transfer_dossier");
  }

  @Test
  void whatMayStillComeFollowsTheFlowsOutOfTheFrameAndBackThroughLoops() throws IOException {
    ModelPicture picture = picture(LAND);
    assertThat(picture.ahead(List.of("sign_result")))
        .contains("issue_result", "return_result", "end_returned", "appraise_dossier")
        .contains("sign_result", "request_withdrawal", "record_withdrawal", "raise_sla_mark")
        .doesNotContain("transfer_dossier", "assign_dossier");
    assertThat(picture.ahead(List.of("issue_result")))
        .contains("return_result", "record_withdrawal")
        .doesNotContain("issue_result", "sign_result", "await_supplement");
    assertThat(picture.ahead(List.of("return_result")))
        .isEqualTo(Set.of("record_return", "end_returned"));
    assertThat(picture.ahead(List.of())).isEmpty();
  }

  @Test
  void aModelWithoutADiagramHasNoPicture() throws IOException {
    String bpmn = Files.readString(LAND);
    String bare = bpmn.replaceAll("(?s)<bpmndi:BPMNDiagram.*</bpmndi:BPMNDiagram>", "");
    assertThat(ModelPicture.of(bare.getBytes(UTF_8))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "no model",
        "<definitions/>",
        "<!DOCTYPE a [<!ENTITY b SYSTEM \"file:///etc/passwd\">]><a>&b;</a>",
        "<definitions xmlns=\"http://www.omg.org/spec/BPMN/20100524/MODEL\"/>"
      })
  void whatIsNoModelHasNoPicture(String file) {
    assertThat(ModelPicture.of(file.getBytes(UTF_8))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"NaN", "Infinity", "1e300", "", "-5", "ten"})
  void aShapeWithoutSoundMeasuresIsLeftOut(String width) throws IOException {
    String bpmn = Files.readString(LAND);
    String odd =
        bpmn.replaceFirst(
            "(bpmnElement=\"sign_result\">\\s*<dc:Bounds [^>]*width=\")110", "$1" + width);
    assertThat(odd).isNotEqualTo(bpmn);
    assertThat(ModelPicture.of(odd.getBytes(UTF_8)).orElseThrow().shapes())
        .extracting(Shape::id)
        .contains("appraise_dossier")
        .doesNotContain("sign_result");
  }
}
