package onestop.testing;

import java.time.LocalDate;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import onestop.dossiers.steps.StepPayload;
import onestop.procedures.FormField;
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
      case RESOLUTION ->
          Map.of("resultCode", "KQ-1", "resultDocument", "giay-xac-nhan.pdf", "registerNumber", "");
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
      case POSTING ->
          Map.of("document", "NY-1", "reason", "niêm yết công khai", "legalBasis", "Luật");
      case FINANCE -> Map.of("document", "TB-1", "reason", "thuế trước bạ", "legalBasis", "Luật");
      case STOP -> Map.of("reason", "không bổ sung", "document", "TB-3");
      case HANDOVER ->
          Map.of(
              "to", "applicant",
              "receiver", "",
              "receiverPaper", "",
              "authority", "false",
              "address", "",
              "parcel", "",
              "receipt", "taken",
              "note", "");
    };
  }

  /** The form with its outcome as a page sends it, by the names of its inputs. */
  public static Map<String, String> typed(StepForm form, String outcome, LocalDate day) {
    Map<String, String> typed = new LinkedHashMap<>();
    typed.put("outcome", outcome);
    Map<String, Object> values = values(form, day);
    for (FormField field : form.fields()) {
      Object value = Objects.requireNonNull(values.get(field.name()));
      typed.put(
          form.code() + "-" + field.inputName(),
          value instanceof Collection<?> entries
              ? entries.stream().map(String::valueOf).collect(Collectors.joining("\r\n"))
              : String.valueOf(value));
    }
    return typed;
  }
}
