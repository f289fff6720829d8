package onestop.models;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.MessageFormat;
import java.util.Locale;
import java.util.ResourceBundle;
import onestop.models.lint.LintFinding;
import onestop.procedures.CatalogueDraft;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One planted fault for every finding. */
@Tag("pure")
class ModelLintTest {
  private static final Path MODEL = Path.of("bpmn/civil-status/marital_status_certificate.bpmn");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "L003|isExecutable=\"true\"|isExecutable=\"false\"",
        "L004|transfer_dossier|transferDossier",
        "L005|camunda:candidateGroups=\"unit_head\"|camunda:candidateGroups=\"boss\"",
        "L006|name=\"allotment\" value=\"8wh\"|name=\"allotment\" value=\"soon\"",
        "L007|name=\"agency\" value=\"receiving\"|name=\"agency\" value=\"somewhere\"",
        "L008|name=\"Thẩm định hồ sơ\"|name=\"\"",
        "L010|bpmn:userTask|bpmn:scriptTask",
        "L011|bpmn:userTask|bpmn:manualTask",
        "L012|camunda:delegateExpression=\"${announce}\"|camunda:asyncBefore=\"false\"",
        "L013|record_return|record_nonsense",
        "L014|${sla.nextMark(execution)}|R/PT1H",
        "L017|cancelActivity=\"false\"|cancelActivity=\"true\"",
        "L018|reach_sla_mark|watch_other_mark",
        "L019|<camunda:properties>|<camunda:executionListener event=\"start\" /><camunda:properties>",
        "L020|${outcome == 'verify'}|${''.getClass().forName('java.lang.Runtime')}",
        "L020|name=\"Chuyển hồ sơ\"|name=\"Chuyển hồ sơ\" camunda:assignee=\"${dossiers}\"",
        "L025|camunda:delegateExpression=\"${announce}\"|camunda:class=\"java.lang.Object\"",
        "L021|targetRef=\"assign_dossier\"|targetRef=\"join_review\"",
        "L022|sourceRef=\"issue_result\"|sourceRef=\"start_work\"",
      })
  void findsThePlantedFault(String code, String sound, String faulty) throws IOException {
    String model = Files.readString(MODEL);
    assertThat(model).contains(sound);
    assertThat(check(model.replace(sound, faulty))).as(faulty).contains(code);
  }

  @Test
  void refusesATimerInAnEventSubProcess() throws IOException {
    String planted =
        """
        <bpmn:subProcess id="watch_time" triggeredByEvent="true">
          <bpmn:startEvent id="start_watch" isInterrupting="false">
            <bpmn:timerEventDefinition id="time_watch">
              <bpmn:timeCycle>${sla.nextMark(execution)}</bpmn:timeCycle>
            </bpmn:timerEventDefinition>
          </bpmn:startEvent>
        </bpmn:subProcess>
        </bpmn:process>
        """;
    assertThat(check(Files.readString(MODEL).replace("</bpmn:process>", planted))).contains("L015");
  }

  @Test
  void refusesATimerThatStandsInTheFlow() throws IOException {
    String model =
        Files.readString(MODEL)
            .replace(
                "<bpmn:boundaryEvent id=\"reach_sla_mark\"",
                "<bpmn:intermediateCatchEvent id=\"reach_sla_mark\"")
            .replaceFirst(
                "(?s)(id=\"reach_sla_mark\".*?)</bpmn:boundaryEvent>",
                "$1</bpmn:intermediateCatchEvent>");
    assertThat(check(model)).contains("L016");
  }

  @Test
  void refusesTwoProcessesInOneFile() throws IOException {
    String model =
        Files.readString(MODEL)
            .replace(
                "</bpmn:process>",
                "</bpmn:process><bpmn:process id=\"other_one\" isExecutable=\"true\"/>");
    assertThat(check(model)).contains("L002");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''",
        "not xml at all",
        "<html/>",
        "<!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/passwd'>]><x>&e;</x>",
        "<bpmn:definitions xmlns:bpmn='http://www.omg.org/spec/BPMN/20100524/MODEL'>"
      })
  void answersGarbageWithOneFinding(String input) {
    assertThat(check(input)).containsExactly("L001");
  }

  @Test
  void refusesAFileThatIsTooLargeUnread() {
    assertThat(new ModelLint().check(new byte[ModelLint.MAX_BYTES + 1]))
        .extracting(LintFinding::code)
        .containsExactly("L001");
  }

  @Test
  void saysWhenAllotmentsExceedTheLimit() throws IOException {
    String model = Files.readString(MODEL);
    assertThat(
            check(
                model.replace(
                    "name=\"allotment\" value=\"8wh\"", "name=\"allotment\" value=\"5wd\"")))
        .contains("L023");
  }

  @ParameterizedTest
  @CsvSource({
    "5wd, vi, 'là 50 giờ 0 phút làm việc, vượt thời hạn 3 ngày làm việc'",
    "5wd, en, '50 h 0 min of working time, more than the limit of procedure 1.004873, 3 working'",
    "999wd, vi, 'là 8002 giờ 0 phút làm việc'",
    "30wh, vi, 'là 40 giờ 0 phút làm việc'",
    "990min, vi, 'là 26 giờ 30 phút làm việc'"
  })
  void saysHoursAndLimitsInWords(String allotment, String language, String words)
      throws IOException {
    String model =
        Files.readString(MODEL)
            .replace(
                "name=\"allotment\" value=\"8wh\"",
                "name=\"allotment\" value=\"" + allotment + "\"");
    ResourceBundle texts =
        ResourceBundle.getBundle("messages/models", Locale.forLanguageTag(language));
    assertThat(
            new ModelLint()
                .check(model.getBytes(StandardCharsets.UTF_8)).stream()
                    .filter(finding -> finding.code().equals("L023"))
                    .map(f -> sentence(texts.getString(f.messageKey()), f)))
        .anySatisfy(sentence -> assertThat(sentence).contains(words));
  }

  private static String sentence(String pattern, LintFinding finding) {
    return MessageFormat.format(pattern, finding.values().toArray());
  }

  private static java.util.List<String> check(String model) {
    return new ModelLint()
        .check(model.getBytes(StandardCharsets.UTF_8)).stream().map(LintFinding::code).toList();
  }

  /** A shorter limit of a draft entry is what the model is checked against. */
  @ParameterizedTest
  @CsvSource({"3wd, 0", "1wd, 1", "4wh, 1", "same-day, 1", "30wd, 0"})
  void checksBesideACatalogueThatIsADraft(String limit, int findings) throws IOException {
    String entry =
        Files.readString(Path.of("bpmn/catalogue/marital_status_certificate.yaml"))
            .replaceFirst("(?m)^limit: .*$", "limit: " + limit);
    CatalogueDraft draft = CatalogueDraft.shipped().with("entry.yaml", entry);
    assertThat(new ModelLint(draft).check(Files.readAllBytes(MODEL)))
        .extracting(LintFinding::code)
        .hasSize(findings)
        .allMatch("L023"::equals);
    assertThat(new ModelLint().check(Files.readAllBytes(MODEL))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"RP-2025, 0", "RP-1900, 1", "../messages/procedures_vi, 1"})
  void saysWhenTheCatalogueNamesARulePackThatNobodyKnows(String pack, int findings)
      throws IOException {
    String entry =
        Files.readString(Path.of("bpmn/catalogue/marital_status_certificate.yaml"))
            + "rulePack: \""
            + pack
            + "\"\n";
    CatalogueDraft draft = CatalogueDraft.shipped().with("entry.yaml", entry);
    assertThat(new ModelLint(draft).check(Files.readAllBytes(MODEL)))
        .hasSize(findings)
        .allMatch(
            finding ->
                finding.code().equals("L024") && finding.severity() == LintFinding.Severity.ERROR);
  }
}
