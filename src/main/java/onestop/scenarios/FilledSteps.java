package onestop.scenarios;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import onestop.dossiers.steps.StepPayload;
import onestop.kernel.Failure;
import onestop.procedures.FormField;
import onestop.procedures.StepForm;

/** What an officer of a scenario fills in where it names nothing else. */
final class FilledSteps {
  private FilledSteps() {}

  /**
   * The form, with the values of a scenario in place of the usual ones.
   *
   * @param day the day that the form asks for, where it asks for one
   * @throws Failure {@code scenarios/wrong-form} for a value that the form does not take
   */
  static StepPayload of(StepForm form, Map<String, Object> given, LocalDate day) {
    Map<String, Object> values = new LinkedHashMap<>(usual(form, day));
    given.forEach(
        (name, value) -> values.put(name, value instanceof List<?> ? value : value.toString()));
    given.keySet().stream()
        .filter(name -> form.fields().stream().noneMatch(field -> field.name().equals(name)))
        .findFirst()
        .ifPresent(
            name -> {
              throw wrong(form, name, given);
            });
    for (FormField field : form.fields()) {
      if (field.kind() == FormField.Kind.DAY) {
        values.computeIfPresent(field.name(), (name, text) -> day(form, name, text.toString()));
      }
    }
    form.faults(values).stream()
        .findFirst()
        .ifPresent(
            fault -> {
              throw wrong(form, fault.field().name(), values);
            });
    return StepPayload.of(form, values);
  }

  private static LocalDate day(StepForm form, String field, String text) {
    try {
      return LocalDate.parse(text);
    } catch (DateTimeParseException e) {
      throw wrong(form, field, Map.of(field, text)).causedBy(e);
    }
  }

  private static Failure wrong(StepForm form, String field, Map<String, Object> values) {
    return Failure.badInput(
        "scenarios",
        "wrong-form",
        "field",
        field,
        "value",
        String.valueOf(values.get(field)),
        "form",
        form.code());
  }

  private static Map<String, Object> usual(StepForm form, LocalDate day) {
    String basis = "Nghị định số 118/2025/NĐ-CP";
    return switch (form) {
      case PLAIN -> Map.of("note", "");
      case ASSIGNMENT -> Map.of("officer", "", "note", "");
      case RESOLUTION ->
          Map.of("resultCode", "KQ", "resultDocument", "Kết quả", "registerNumber", "");
      case SUPPLEMENT ->
          Map.of(
              "items",
              List.of("Giấy tờ còn thiếu"),
              "reason",
              "Hồ sơ chưa đủ giấy tờ",
              "deadlineOn",
              day,
              "legalBasis",
              basis,
              "document",
              "Phiếu yêu cầu");
      case REFUSAL -> Map.of("reason", "Không đủ điều kiện giải quyết", "document", "Thông báo");
      case EXTENSION ->
          Map.of(
              "by",
              "2wd",
              "reason",
              "Hồ sơ phức tạp",
              "legalBasis",
              basis,
              "document",
              "Thông báo gia hạn");
      case AGREEMENT ->
          Map.of(
              "dueOn",
              day,
              "reason",
              "Người nộp đồng ý lùi thời hạn",
              "legalBasis",
              basis,
              "document",
              "Văn bản thỏa thuận");
      case FINANCE ->
          Map.of(
              "document",
              "Thông báo nộp tiền",
              "reason",
              "Nghĩa vụ tài chính",
              "legalBasis",
              basis);
      case POSTING ->
          Map.of(
              "document",
              "Thông báo niêm yết",
              "reason",
              "Niêm yết công khai theo quy định",
              "legalBasis",
              basis);
      case STOP -> Map.of("reason", "Người nộp không bổ sung", "document", "Thông báo dừng");
      case HANDOVER ->
          Map.of(
              "to",
              "applicant",
              "receiver",
              "",
              "receiverPaper",
              "",
              "authority",
              "false",
              "address",
              "",
              "parcel",
              "",
              "receipt",
              "taken",
              "note",
              "");
    };
  }
}
