package onestop.forms;

import java.time.LocalDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The receipt an applicant takes home: what was handed in, and when the result is due.
 *
 * @param head the top of the form
 * @param applicant who handed the dossier in
 * @param dossierCode the dossier's code
 * @param subject what the applicant asks for
 * @param papers what was handed in
 * @param sets how many sets of papers
 * @param limit the time the rules give, in words, such as {@code 15 ngày làm việc}
 * @param receivedAt when the dossier was received, in the agency's own time
 * @param dueAt the appointment
 * @param returnBy where and how the result is handed over
 * @param register where the dossier stands in the register; dotted lines without
 * @param signature who received it
 */
public record ReceiptFields(
    FormHead head,
    Party applicant,
    String dossierCode,
    String subject,
    List<PaperLine> papers,
    int sets,
    String limit,
    LocalDateTime receivedAt,
    LocalDateTime dueAt,
    String returnBy,
    @Nullable RegisterPlace register,
    Signature signature) {

  /**
   * A line of the dossier register.
   *
   * @param book the volume
   * @param line the running number in it
   */
  public record RegisterPlace(String book, String line) {}

  /** The fields as the press takes them. */
  public FormModel toModel(String template, Locale locale) {
    FormWords words = FormWords.of(locale);
    Map<String, Object> fields = new LinkedHashMap<>();
    head.into(fields, words);
    applicant.into(fields);
    fields.put("dossierCode", dossierCode);
    fields.put("subject", subject);
    fields.put("papers", PaperLine.fields(papers));
    fields.put("sets", sets);
    fields.put("limit", limit);
    fields.put("receivedAt", words.moment(receivedAt));
    fields.put("dueAt", words.moment(dueAt));
    fields.put("returnBy", returnBy);
    fields.put("registerBook", register == null ? "........" : register.book());
    fields.put("registerLine", register == null ? "........" : register.line());
    fields.put("signature", signature.fields());
    return new FormModel(template, fields, head.qrText(), locale);
  }
}
