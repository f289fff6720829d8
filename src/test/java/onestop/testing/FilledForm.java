package onestop.testing;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import onestop.dossiers.steps.StepPayload;
import onestop.procedures.StepForm;

/** What officers of tests fill in: every form as the law takes it. */
public final class FilledForm {
  private FilledForm() {}

  /** The form, filled in; {@code day} where it names one. */
  public static StepPayload of(StepForm form, LocalDate day) {
    return StepPayload.of(form, values(form, day));
  }

  /** The values by the names of the form's fields. */
  public static Map<String, Object> values(StepForm form, LocalDate day) {
    return switch (form) {
      case PLAIN -> Map.of("note", "");
      case ASSIGNMENT -> Map.of("officer", "", "note", "");
      case RESOLUTION -> Map.of("resultCode", "KQ-1", "resultDocument", "giay-xac-nhan.pdf");
      case SUPPLEMENT ->
          Map.of(
              "items", List.of("giấy tờ"),
              "reason", "thiếu giấy tờ gốc",
              "deadlineOn", day,
              "legalBasis", "Điều 5",
              "document", "YC-1");
      case REFUSAL -> Map.of("reason", "không đủ điều kiện", "document", "VB-1");
      case EXTENSION ->
          Map.of("by", "2wd", "reason", "hồ sơ phức tạp", "legalBasis", "Luật", "document", "TB-2");
      case AGREEMENT ->
          Map.of(
              "dueOn", day,
              "reason", "nhiều bản cần chứng thực",
              "legalBasis", "Luật",
              "document", "TB-2");
      case FINANCE -> Map.of("document", "TB-1", "reason", "thuế trước bạ", "legalBasis", "Luật");
      case STOP -> Map.of("reason", "không bổ sung", "document", "TB-3");
    };
  }
}
