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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The forms that a model names, against what it announces. */
@Tag("pure")
class FormsCheckTest {
  private static final Path MODEL = Path.of("bpmn/civil-status/birth_registration.bpmn");

  /** Officers are asked for what is recorded behind them, and for nothing else. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "L066|issue_result|name=\"form.done\"|name=\"form.gone\"",
        "L066|issue_result|name=\"form.done\"|name=\"form.\"",
        "L066|issue_result|name=\"form.done\"|name=\"form.Done\"",
        "L066|appraise_dossier|name=\"form.supplement\"|name=\"form.extend\"",
        "L066|sign_result|name=\"form.refuse\"|name=\"form.stop\"",
        "L067|issue_result|value=\"resolution\"|value=\"result\"",
        "L067|issue_result|value=\"resolution\"|value=\"Resolution\"",
        "L067|issue_result|value=\"resolution\"|value=\"\"",
        "L067|appraise_dossier|name=\"form.supplement\" value=\"supplement\"|name=\"form.supplement\" value=\"supplement,finance\"",
        "L067|await_supplement|name=\"form.stop\" value=\"stop\"|name=\"form.stop\" value=\" stop\"",
        "L068|issue_result|<camunda:property name=\"form.done\" value=\"resolution\" />|",
        "L068|issue_result|value=\"resolution\"|value=\"refusal\"",
        "L068|appraise_dossier|<camunda:property name=\"form.supplement\" value=\"supplement\" />|",
        "L068|appraise_dossier|name=\"form.supplement\" value=\"supplement\"|name=\"form.supplement\" value=\"extension\"",
        "L068|await_supplement|<camunda:property name=\"form.stop\" value=\"stop\" />|",
        "L068|await_supplement|name=\"form.stop\" value=\"stop\"|name=\"form.stop\" value=\"plain\"",
        "L068|sign_result|sourceRef=\"check_signature\" targetRef=\"issue_result\"|sourceRef=\"check_signature\" targetRef=\"end_work\"",
        "L068|sign_result|sourceRef=\"check_signature\" targetRef=\"end_without_result\"|sourceRef=\"check_signature\" targetRef=\"pause_clock\"",
        "L068|return_result|sourceRef=\"record_return\" targetRef=\"end_returned\"|sourceRef=\"record_return\" targetRef=\"record_stop\"",
        "L069|pause_clock|sourceRef=\"start_work\" targetRef=\"join_work\"|sourceRef=\"start_work\" targetRef=\"pause_clock\"",
        "L069|record_resolution|sourceRef=\"start_work\" targetRef=\"join_work\"|sourceRef=\"start_work\" targetRef=\"end_work\"",
        "L069|record_stop|sourceRef=\"request_withdrawal\" targetRef=\"record_withdrawal\"|sourceRef=\"request_withdrawal\" targetRef=\"record_stop\"",
        "L069|record_resolution|sourceRef=\"raise_sla_mark\" targetRef=\"end_mark\"|sourceRef=\"raise_sla_mark\" targetRef=\"record_resolution\"",
        "L069|record_refusal|sourceRef=\"receive_dossier\" targetRef=\"resolve_dossier\"|sourceRef=\"receive_dossier\" targetRef=\"record_refusal\"",
        "L070|sign_result|name=\"form.refuse\" value=\"refusal\"|name=\"form.done\" value=\"resolution\"",
        "L070|sign_result|name=\"form.refuse\" value=\"refusal\"|name=\"form.again\" value=\"refusal\"",
        "L070|appraise_dossier|name=\"form.supplement\" value=\"supplement\"|name=\"form.done\" value=\"supplement\"",
        "L070|await_supplement|name=\"form.stop\" value=\"stop\"|name=\"form.received\" value=\"stop\"",
        "L070|appraise_dossier|sourceRef=\"choose_finding\" targetRef=\"pause_clock\"|sourceRef=\"choose_finding\" targetRef=\"sign_result\"",
        "L071|return_result|name=\"allotment\" value=\"15min\"|name=\"allotment\" value=\"15min\" /><camunda:property name=\"form.done\" value=\"assignment\"",
        "L072|sign_result|name=\"not-by\" value=\"appraise_dossier\"|name=\"not-by\" value=\"\"",
        "L072|sign_result|name=\"not-by\" value=\"appraise_dossier\"|name=\"not-by\" value=\"nobody\"",
        "L072|sign_result|name=\"not-by\" value=\"appraise_dossier\"|name=\"not-by\" value=\"sign_result\"",
        "L072|sign_result|name=\"not-by\" value=\"appraise_dossier\"|name=\"not-by\" value=\"issue_result\"",
        "L072|sign_result|name=\"not-by\" value=\"appraise_dossier\"|name=\"not-by\" value=\"join_work\"",
        "L037|sign_result|name=\"not-by\"|name=\"not_by\"",
        "L037|issue_result|name=\"form.done\"|name=\"form\"",
        "L037|issue_result|name=\"form.done\"|name=\"forms.done\"",
        "L037|issue_result|<camunda:property name=\"form.done\"|<camunda:property name=\"form.done\" value=\"resolution\" /><camunda:property name=\"form.done\""
      })
  void asksOfficersForWhatIsRecorded(String code, String element, String sound, String faulty)
      throws IOException {
    String model = Files.readString(MODEL);
    assertThat(model).contains(sound);
    assertThat(check(model.replace(sound, faulty == null ? "" : faulty)))
        .as(faulty)
        .anyMatch(f -> f.code().equals(code) && element.equals(f.element()));
  }

  /** Ids and words are the designer's: the form says what is asked. */
  @Test
  void aLastStepMayHaveAnyNameAndEndWithAnyWord() throws IOException {
    String model = Files.readString(MODEL);
    assertThat(codes(model.replace("issue_result", "publish_result"))).isEmpty();
    assertThat(
            codes(
                model
                    .replace("issue_result", "publish_result")
                    .replace(
                        "value=\"done\" />\n            <camunda:property name=\"form.done\"",
                        "value=\"published\" />\n            <camunda:property name=\"form.published\"")))
        .isEmpty();
    assertThat(codes(model.replace("'refuse'", "'reject'").replace("again,refuse", "again,reject")))
        .contains("L066", "L068");
  }

  /** Files from before models named forms are not deployed again as they are. */
  @Test
  void aModelThatNamesNoFormIsRefused() throws IOException {
    String older =
        Files.readString(MODEL).replaceAll(" *<camunda:property name=\"form[^>]*>\n", "");
    assertThat(check(older))
        .extracting(finding -> finding.code() + " " + finding.element())
        .containsExactlyInAnyOrder(
            "L068 appraise_dossier",
            "L068 await_supplement",
            "L068 sign_result",
            "L068 issue_result");
  }

  private static List<LintFinding> check(String model) {
    return new ModelLint().check(model.getBytes(StandardCharsets.UTF_8));
  }

  private static List<String> codes(String model) {
    return check(model).stream().map(LintFinding::code).toList();
  }
}
