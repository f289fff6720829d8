package onestop.models;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import onestop.models.lint.LintFinding;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Circles, joins and sizes of models that the engine would not survive are reported at once. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
@Tag("pure")
class ModelFlowsTest {
  private static final Path MODEL = Path.of("bpmn/civil-status/birth_registration.bpmn");
  private static final String FLOW =
      "<bpmn:sequenceFlow id=\"flow_%s_to_%s\" sourceRef=\"%s\" targetRef=\"%s\"/>";

  /** Circles of every form that wait for nobody, where the engine would never come back. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "check_papers>join_work",
        "choose_finding>join_loop join_loop>choose_finding",
        "resume_clock>check_papers",
        "check_signature>check_signature",
        "check_ending>check_ending",
        "pause_clock>loop_a loop_a>loop_b loop_b>pause_clock"
      })
  void reportsACircleThatWaitsForNobody(String flows) throws IOException {
    StringBuilder added = new StringBuilder();
    for (String name : List.of("join_loop", "loop_a", "loop_b")) {
      if (flows.contains(name)) {
        added.append("<bpmn:exclusiveGateway id=\"%s\"/>".formatted(name));
      }
    }
    for (String flow : flows.split(" ")) {
      String[] ends = flow.split(">");
      added.append(FLOW.formatted(ends[0], ends[1] + "_again", ends[0], ends[1]));
    }
    String circle =
        flows.equals("check_papers>join_work")
            ? replaced(
                "sourceRef=\"join_work\" targetRef=\"appraise_dossier\"",
                "sourceRef=\"join_work\" targetRef=\"check_papers\"")
            : replaced(
                flows.contains("check_ending") ? "</bpmn:process>" : "</bpmn:subProcess>",
                added
                    + (flows.contains("check_ending") ? "</bpmn:process>" : "</bpmn:subProcess>"));
    assertThat(codes(circle)).contains("L048");
  }

  @Test
  void aCircleThatWaitsForAnOfficerIsNone() throws IOException {
    assertThat(codes(Files.readString(MODEL))).isEmpty();
  }

  /** Ways side by side, joined by the wrong gateway, by none, or not all of them. */
  @ParameterizedTest
  @CsvSource({
    "split_ways>first_task first_task>join_ways split_ways>second_task second_task>join_ways, parallel, exclusive, L050",
    "split_ways>first_task first_task>join_ways split_ways>second_task second_task>join_ways, exclusive, parallel, L049",
    "split_ways>first_task first_task>join_ways split_ways>join_ways, exclusive, parallel, L049",
    "split_ways>first_task first_task>join_ways split_ways>second_task second_task>first_task, parallel, exclusive, L050",
    "split_ways>first_task first_task>second_task split_ways>second_task second_task>join_ways, parallel, exclusive, L050",
    "split_ways>first_task first_task>join_ways split_ways>second_task second_task>join_ways, parallel, parallel, ''",
  })
  void joinsCompleteOrAreReported(String flows, String split, String join, String code)
      throws IOException {
    String task =
        """
        <bpmn:userTask id="%s" name="Việc" camunda:candidateGroups="specialist"><bpmn:extensionElements>
        <camunda:properties><camunda:property name="allotment" value="1min"/></camunda:properties>
        </bpmn:extensionElements></bpmn:userTask>
        """;
    String condition =
        "<bpmn:conditionExpression xsi:type=\"bpmn:tFormalExpression\">${outcome == 'x'}</bpmn:conditionExpression>";
    StringBuilder added = new StringBuilder();
    List<String> ways = List.of(flows.split(" "));
    for (String flow : ways) {
      String[] ends = flow.split(">");
      boolean conditional =
          split.equals("exclusive") && ends[0].equals("split_ways") && !flow.equals(ways.get(0));
      added.append(
          FLOW.formatted(ends[0], ends[1], ends[0], ends[1])
              .replace("/>", ">" + (conditional ? condition : "") + "</bpmn:sequenceFlow>"));
    }
    added.append(FLOW.formatted("join_ways", "end_work", "join_ways", "end_work"));
    added.append("<bpmn:" + join + "Gateway id=\"join_ways\"/>");
    added.append(
        "<bpmn:%sGateway id=\"split_ways\" %s/>"
            .formatted(
                split,
                split.equals("exclusive") ? "default=\"flow_split_ways_to_first_task\"" : ""));
    added.append(task.formatted("first_task"));
    if (flows.contains("second_task")) {
      added.append(task.formatted("second_task"));
    }
    String model =
        replaced("</bpmn:subProcess>", added + "</bpmn:subProcess>")
            .replace(
                "sourceRef=\"issue_result\" targetRef=\"end_work\"",
                "sourceRef=\"issue_result\" targetRef=\"split_ways\"");
    List<String> codes = codes(model);
    if (code.isEmpty()) {
      assertThat(codes).doesNotContain("L049", "L050");
    } else {
      assertThat(codes).contains(code);
    }
  }

  /** Two megabytes of whatever costs most are answered in no time. */
  @ParameterizedTest
  @ValueSource(
      strings = {"bpmn:subProcess", "bpmn:documentation", "camunda:properties", "x", "bpmn:text"})
  void deepNestingIsRefusedAtOnce(String element) throws IOException {
    int times = 1_900_000 / (2 * element.length() + 5);
    String nested = ("<" + element + ">").repeat(times) + ("</" + element + ">").repeat(times);
    long begun = System.nanoTime();
    assertThat(codes(replaced("</bpmn:process>", nested + "</bpmn:process>")))
        .containsExactly("L031");
    assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(10));
  }

  @Test
  void breadthIsRefusedAtOnce() throws IOException {
    String flows =
        IntStream.range(0, 2_000)
            .mapToObj(i -> FLOW.formatted("a" + i, "b", "join_work", "join_work"))
            .reduce("", String::concat);
    assertThat(codes(replaced("</bpmn:process>", flows + "</bpmn:process>")))
        .containsExactly("L033");
    String notes = "<bpmn:documentation/>".repeat(20_000);
    assertThat(codes(replaced("</bpmn:process>", notes + "</bpmn:process>")))
        .containsExactly("L032");
    String text = "<bpmn:documentation>" + "a".repeat(5_000) + "</bpmn:documentation>";
    assertThat(codes(replaced("</bpmn:process>", text + "</bpmn:process>")))
        .containsExactly("L034");
    String id = "id=\"" + "a".repeat(5_000) + "\"";
    assertThat(codes(replaced("id=\"end_work\"", id))).containsExactly("L034");
  }

  /** Sixteen ways side by side have more standings than anybody would wait for. */
  @Test
  void tooManyWaysSideBySideAreRefusedInsteadOfWaitedFor() throws IOException {
    StringBuilder added =
        new StringBuilder(
            "<bpmn:parallelGateway id=\"split_ways\"/><bpmn:parallelGateway id=\"join_ways\"/>");
    for (int i = 0; i < 16; i++) {
      added.append("<bpmn:receiveTask id=\"await_it_%d\" messageRef=\"m\"/>".formatted(i));
      added.append(FLOW.formatted("split", "w" + i, "split_ways", "await_it_" + i));
      added.append(FLOW.formatted("w" + i, "join", "await_it_" + i, "join_ways"));
    }
    added.append(FLOW.formatted("join_ways", "end_work", "join_ways", "end_work"));
    String model =
        replaced("</bpmn:subProcess>", added + "</bpmn:subProcess>")
            .replace(
                "sourceRef=\"issue_result\" targetRef=\"end_work\"",
                "sourceRef=\"issue_result\" targetRef=\"split_ways\"");
    assertThat(codes(model)).contains("L051");
  }

  @Test
  void aLongWayOfManyChoicesIsComputedOnce() throws IOException {
    StringBuilder added = new StringBuilder();
    String last = "start_work";
    for (int i = 0; i < 60; i++) {
      added.append(
          "<bpmn:parallelGateway id=\"split_%d\"/><bpmn:parallelGateway id=\"join_%d\"/>"
              .formatted(i, i));
      added.append(FLOW.formatted("s", "s" + i, last, "split_" + i));
      for (String way : List.of("a", "b")) {
        added.append(
            "<bpmn:receiveTask id=\"await_%s_%d\" messageRef=\"withdrawal_message\"/>"
                .formatted(way, i));
        added.append(FLOW.formatted(way, "w" + i, "split_" + i, "await_" + way + "_" + i));
        added.append(FLOW.formatted(way, "j" + i, "await_" + way + "_" + i, "join_" + i));
      }
      last = "join_" + i;
    }
    String model =
        replaced("</bpmn:subProcess>", added + "</bpmn:subProcess>")
            .replace(
                "sourceRef=\"start_work\" targetRef=\"join_work\"",
                "sourceRef=\"" + last + "\" targetRef=\"join_work\"");
    assertThat(codes(model)).isEmpty();
  }

  private static String replaced(String sound, String faulty) throws IOException {
    String model = Files.readString(MODEL);
    int at = model.indexOf(sound);
    assertThat(at).as(sound).isNotNegative();
    return model.substring(0, at) + faulty + model.substring(at + sound.length());
  }

  private static List<String> codes(String model) {
    return new ModelLint()
        .check(model.getBytes(StandardCharsets.UTF_8)).stream().map(LintFinding::code).toList();
  }
}
