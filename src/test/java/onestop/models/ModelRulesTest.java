package onestop.models;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import onestop.models.lint.LintFinding;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What makes a model fail later, at its deployment or with a dossier in it, is reported before: its
 * elements, names and frame. For its sequence flows see {@link ModelFlowsTest}.
 */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
@Tag("pure")
class ModelRulesTest {
  private static final Path MODEL = Path.of("bpmn/civil-status/birth_registration.bpmn");

  /**
   * One change of a clean model each: code, the element it is said of, what is changed into what.
   */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        // names within the columns, ids once
        "L030|end_work|id=\"end_without_result\"|id=\"end_work\"",
        "L030|flow_pause_clock_to_await_supplement|id=\"flow_check_papers_to_resume_clock\"|id=\"flow_pause_clock_to_await_supplement\"",
        "L030|resolve_dossier|id=\"hear_withdrawal\"|id=\"resolve_dossier\"",
        // messages
        "L038|hear_withdrawal|messageRef=\"withdrawal_message\"|messageRef=\"other_message\"",
        "L038|hear_withdrawal|name=\"withdrawal_requested\"|name=\" \"",
        // properties
        "L036|appraise_dossier|value=\"done,supplement\"|value=\"done;supplement\"",
        "L036|appraise_dossier|value=\"done,supplement\"|value=\"\"",
        "L036|appraise_dossier|value=\"done,supplement\"|value=\"Done\"",
        "L037|appraise_dossier|name=\"agency\" value=\"resolving\"|name=\"office\" value=\"resolving\"",
        "L037|appraise_dossier|name=\"agency\" value=\"resolving\"|name=\"allotment\" value=\"1wh\"",
        // no exclusive gateway without default, conditions where they belong
        "L044|choose_finding|default=\"flow_choose_finding_to_sign_result\"|",
        "L044|check_papers|default=\"flow_check_papers_to_resume_clock\"|",
        "L044|check_signature|default=\"flow_check_signature_to_issue_result\"|",
        "L044|check_ending|default=\"flow_check_ending_to_record_resolution\"|",
        "L044|check_ending|default=\"flow_check_ending_to_record_resolution\"|default=\"flow_nowhere\"",
        "L046|flow_choose_finding_to_pause_clock|default=\"flow_choose_finding_to_sign_result\"|default=\"flow_choose_finding_to_pause_clock\"",
        "L045|flow_choose_finding_to_sign_result|default=\"flow_choose_finding_to_sign_result\"|default=\"flow_choose_finding_to_pause_clock\"",
        // the frame
        "L018|resolve_dossier|cancelActivity=\"false\">|cancelActivity=\"false\"></bpmn:boundaryEvent><bpmn:boundaryEvent id=\"other_mark\" attachedToRef=\"resolve_dossier\">",
        "L054|resolve_dossier|id=\"request_withdrawal\"|id=\"request_something\"",
        "L055|request_withdrawal|name=\"withdrawal_requested\"|name=\"please_stop\"",
        "L055|request_withdrawal|id=\"request_withdrawal\"|id=\"request_withdrawal\" cancelActivity=\"false\"",
        "L056|request_something|id=\"request_withdrawal\"|id=\"request_something\"",
        "L053|birth_registration|id=\"resolve_dossier\"|id=\"resolve_things\"",
        "L052|resolve_things|id=\"resolve_dossier\"|id=\"resolve_things\"",
        "L053|birth_registration|id=\"record_return\"|id=\"record_stop\"",
        "L057|return_result|sourceRef=\"check_ending\" targetRef=\"record_resolution\"|sourceRef=\"check_ending\" targetRef=\"return_result\"",
        "L057|end_stopped|sourceRef=\"check_ending\" targetRef=\"record_stop\"|sourceRef=\"check_ending\" targetRef=\"end_stopped\"",
        "L057|record_return|sourceRef=\"check_ending\" targetRef=\"record_resolution\"|sourceRef=\"check_ending\" targetRef=\"record_return\"",
        "L058|record_resolution|sourceRef=\"record_resolution\" targetRef=\"return_result\"|sourceRef=\"record_resolution\" targetRef=\"record_stop\"",
        "L059|record_resolution|sourceRef=\"record_resolution\" targetRef=\"return_result\"|sourceRef=\"record_resolution\" targetRef=\"record_return\"",
        "L059|record_resolution|sourceRef=\"return_result\" targetRef=\"record_return\"|sourceRef=\"return_result\" targetRef=\"end_returned\"",
        "L060|record_stop|id=\"pause_clock\"|id=\"record_stop\"",
        "L061|pause_clock|id=\"record_stop\"|id=\"pause_clock\"",
        "L062|receive_dossier|sourceRef=\"receive_dossier\" targetRef=\"resolve_dossier\"|sourceRef=\"receive_dossier\" targetRef=\"check_ending\"",
        "L062|reach_sla_mark|sourceRef=\"reach_sla_mark\" targetRef=\"raise_sla_mark\"|sourceRef=\"reach_sla_mark\" targetRef=\"record_stop\"",
        "L062|raise_sla_mark|sourceRef=\"raise_sla_mark\" targetRef=\"end_mark\"|sourceRef=\"raise_sla_mark\" targetRef=\"check_ending\"",
        "L062|record_withdrawal|sourceRef=\"record_withdrawal\" targetRef=\"end_withdrawn\"|sourceRef=\"record_withdrawal\" targetRef=\"return_result\"",
        // flows
        "L040|flow_resume_clock_to_join_work|sourceRef=\"resume_clock\" targetRef=\"join_work\"|sourceRef=\"resume_clock\" targetRef=\"check_ending\"",
        "L040|flow_issue_result_to_end_work|sourceRef=\"issue_result\" targetRef=\"end_work\"|sourceRef=\"issue_result\" targetRef=\"no_such_step\"",
        "L041|start_work|sourceRef=\"resume_clock\" targetRef=\"join_work\"|sourceRef=\"resume_clock\" targetRef=\"start_work\"",
        "L042|end_work|sourceRef=\"resume_clock\" targetRef=\"join_work\"|sourceRef=\"end_work\" targetRef=\"join_work\"",
        // joins that cannot complete
        "L049|join_work|exclusiveGateway id=\"join_work\">|parallelGateway id=\"join_work\">",
        // values that are the schema's own
        "L026|resolve_dossier|id=\"resolve_dossier\"|id=\"resolve_dossier\" triggeredByEvent=\"true\"",
        "L026|sign_result|id=\"sign_result\"|id=\"sign_result\" isForCompensation=\"true\"",
        "L026|sign_result|id=\"sign_result\"|id=\"sign_result\" startQuantity=\"2\"",
        "L011|appraise_dossier|<bpmn:incoming>flow_join_work_to_appraise_dossier</bpmn:incoming>|<bpmn:incoming>flow_join_work_to_appraise_dossier</bpmn:incoming><bpmn:multiInstanceLoopCharacteristics/>",
        "L011|appraise_dossier|<bpmn:incoming>flow_join_work_to_appraise_dossier</bpmn:incoming>|<bpmn:incoming>flow_join_work_to_appraise_dossier</bpmn:incoming><bpmn:standardLoopCharacteristics/>",
      })
  void reportsTheElement(String code, String element, String sound, String faulty)
      throws IOException {
    String into = faulty == null ? "" : faulty;
    String model = replaced(sound, into);
    if (sound.startsWith("exclusiveGateway")) {
      model =
          model.replaceFirst(
              "(?s)(parallelGateway id=\"join_work\">.*?</bpmn:)exclusive", "$1parallel");
    }
    assertThat(check(model))
        .as(into)
        .anyMatch(f -> f.code().equals(code) && element.equals(f.element()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"appraise_dossier", "birth_registration", "check_ending", "end_work"})
  void namesAndIdsFitTheColumns(String element) throws IOException {
    String name = "id=\"" + element + "\"";
    assertThat(codes(replaced(name, name + " xml:lang=\"vi\""))).contains("L025");
    String id = element + "_very_long".repeat(8);
    assertThat(codes(Files.readString(MODEL).replace("\"" + element + "\"", "\"" + id + "\"")))
        .contains("L035");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Kiểm tra, ghi sổ hộ tịch",
        "Giải quyết hồ sơ",
        "Đăng ký khai sinh",
        "Cần bổ sung?",
        "bổ sung"
      })
  void reportsALongNameBeforeADatabaseRefusesIt(String name) throws IOException {
    String longer = (name + " ").repeat(1 + 255 / name.length()).strip();
    assertThat(codes(replaced("name=\"" + name + "\"", "name=\"" + longer + "\"")))
        .contains("L035");
  }

  /** What stands in another order than the schema has it was a failure of the server. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "(?s)(<bpmn:extensionElements>.*?</bpmn:extensionElements>)\\s*(<bpmn:incoming>flow_join_work_to_appraise_dossier</bpmn:incoming>)|$2$1",
        "(?s)(<bpmn:message [^>]*>)(.*)(</bpmn:definitions>)|$2$3$1",
        "<bpmn:outgoing>flow_appraise_dossier_to_choose_finding</bpmn:outgoing>|<bpmn:documentation>x</bpmn:documentation>",
        "sourceRef=\"start_work\" targetRef=\"join_work\"|sourceRef=\"start_work\"",
        "isExecutable=\"true\"|isExecutable=\"yes\"",
        "attachedToRef=\"resolve_dossier\" cancelActivity=\"false\"|cancelActivity=\"false\"",
        "id=\"appraise_dossier\" name|id=\"appraise dossier\" name"
      })
  void reportsWhatTheSchemaRefuses(String sound, String faulty) throws IOException {
    String model = Files.readString(MODEL).replaceFirst(sound, faulty);
    assertThat(model).isNotEqualTo(Files.readString(MODEL));
    assertThat(codes(model)).containsAnyOf("L028", "L001");
  }

  /** Where nothing of ours is wrong, the engine's own parser is asked: it reads drawings too. */
  @ParameterizedTest
  @CsvSource({
    "bpmnElement=\"start_work\", bpmnElement=\"no_such_step\"",
    "bpmnElement=\"flow_, bpmnElement=\"no_such_flow_"
  })
  void reportsWhatTheEngineRefuses(String sound, String faulty) throws IOException {
    assertThat(codes(replaced(sound, faulty))).isNotEmpty().containsOnly("L029");
  }

  @Test
  void anEmptyProcessLacksItsFrame() {
    String empty =
        """
        <definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" id="d" targetNamespace="urn:t">
          <process id="birth_registration" name="x" isExecutable="true"/>
        </definitions>
        """;
    assertThat(codes(empty)).contains("L039", "L053");
  }

  @Test
  void aProcessWithoutTheFrameLacksIt() {
    String plain =
        """
        <definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" id="d" targetNamespace="urn:t">
          <process id="birth_registration" name="x" isExecutable="true">
            <startEvent id="receive_dossier"/><endEvent id="end_work"/>
            <sequenceFlow id="f" sourceRef="receive_dossier" targetRef="end_work"/>
          </process>
        </definitions>
        """;
    assertThat(codes(plain)).contains("L053");
    assertThat(codes(plain.replace("birth_registration", "apology_letter"))).contains("L062");
  }

  /** Outcomes, allotments and names, as above. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        // a gateway asks for an outcome where no work item ended before it
        "L064|choose_finding|sourceRef=\"join_work\" targetRef=\"appraise_dossier\"|sourceRef=\"join_work\" targetRef=\"choose_finding\"",
        "L064|check_signature|sourceRef=\"start_work\" targetRef=\"join_work\"|sourceRef=\"start_work\" targetRef=\"check_signature\"",
        "L064|check_ending|sourceRef=\"start_work\" targetRef=\"join_work\"|sourceRef=\"start_work\" targetRef=\"end_work\"",
        "L064|check_ending|sourceRef=\"receive_dossier\" targetRef=\"resolve_dossier\"|sourceRef=\"receive_dossier\" targetRef=\"check_ending\"",
        "L064|check_ending|sourceRef=\"request_withdrawal\" targetRef=\"record_withdrawal\"|sourceRef=\"request_withdrawal\" targetRef=\"check_ending\"",
        "L064|check_ending|sourceRef=\"raise_sla_mark\" targetRef=\"end_mark\"|sourceRef=\"raise_sla_mark\" targetRef=\"check_ending\"",
        // outcomes that no work item before can end with
        "L065|flow_choose_finding_to_pause_clock|outcome == 'supplement'|outcome == 'suplement'",
        "L065|flow_choose_finding_to_pause_clock|value=\"done,supplement\"|value=\"done\"",
        "L065|flow_check_papers_to_end_stopped_work|outcome == 'stop'|outcome == 'supplement'",
        "L036|appraise_dossier|value=\"done,supplement\"|value=\"done,supplement, done\"",
        // allotments and names that say nothing
        "L006|appraise_dossier|name=\"allotment\" value=\"|name=\"allotment\" value=\"0",
        "L008|appraise_dossier|name=\"Kiểm tra, ghi sổ hộ tịch\"|name=\"\u200b\u200b\"",
        "L008|appraise_dossier|name=\"Kiểm tra, ghi sổ hộ tịch\"|name=\"Kiểm \u202etra\"",
        "L008|appraise_dossier|name=\"Kiểm tra, ghi sổ hộ tịch\"|name=\"案件\"",
        "L008|appraise_dossier|name=\"Kiểm tra, ghi sổ hộ tịch\"|name=\"Việc 😀\"",
        "L008|appraise_dossier|name=\"Kiểm tra, ghi sổ hộ tịch\"|name=\"a&#9;b\"",
        "L008|appraise_dossier|name=\"Kiểm tra, ghi sổ hộ tịch\"|name=\"(1.)\""
      })
  void asksOnlyForWhatAWorkItemCanSay(String code, String element, String sound, String faulty)
      throws IOException {
    reportsTheElement(code, element, sound, faulty);
  }

  /** A message ends the memory of an outcome; what runs on at once from a work item keeps it. */
  @Test
  void aWaitForAMessageLeavesNoOutcomeToAskFor() throws IOException {
    String model = Files.readString(MODEL);
    int task = model.indexOf("<bpmn:userTask id=\"await_supplement\"");
    int end = model.indexOf("</bpmn:userTask>", task) + "</bpmn:userTask>".length();
    String waiting =
        "<bpmn:receiveTask id=\"await_supplement\" name=\"Chờ\" messageRef=\"withdrawal_message\"/>";
    assertThat(check(model.substring(0, task) + waiting + model.substring(end)))
        .anyMatch(f -> f.code().equals("L064") && "check_papers".equals(f.element()))
        .noneMatch(f -> f.code().equals("L064") && "choose_finding".equals(f.element()));
  }

  @Test
  void aProcessBelongsToTheFileOfItsName() throws IOException {
    byte[] model = Files.readAllBytes(MODEL);
    ModelLint lint = new ModelLint();
    assertThat(lint.check("birth_registration.bpmn", model)).isEmpty();
    for (String other :
        List.of(
            "other.bpmn",
            "birth_registration2.bpmn",
            "birth_registration",
            "Birth_registration.bpmn",
            "marriage_registration.bpmn")) {
      assertThat(lint.check(other, model)).extracting(LintFinding::code).containsExactly("L063");
    }
  }

  private static String replaced(String sound, String faulty) throws IOException {
    String model = Files.readString(MODEL);
    int at = model.indexOf(sound);
    assertThat(at).as(sound).isNotNegative();
    return model.substring(0, at) + faulty + model.substring(at + sound.length());
  }

  private static List<LintFinding> check(String model) {
    return new ModelLint().check(model.getBytes(StandardCharsets.UTF_8));
  }

  private static List<String> codes(String model) {
    return check(model).stream().map(LintFinding::code).toList();
  }
}
