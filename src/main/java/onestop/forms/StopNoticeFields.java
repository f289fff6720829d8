package onestop.forms;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The notice that work on a dossier stops at the applicant's request.
 *
 * @param head the top of the form
 * @param applicant who asked
 * @param dossierCode the dossier's code
 * @param subject what the dossier was for
 * @param request when and why the applicant asked
 * @param stage how far the dossier had come
 * @param decision what the agency decided
 * @param fees what becomes of fees already paid
 * @param citations the rules it is issued under
 * @param signature who answers for it
 */
public record StopNoticeFields(
    FormHead head,
    Party applicant,
    String dossierCode,
    String subject,
    Request request,
    String stage,
    String decision,
    String fees,
    List<String> citations,
    Signature signature) {

  /**
   * The applicant's request to stop.
   *
   * @param on its day
   * @param reason as the applicant gave it
   */
  public record Request(LocalDate on, String reason) {}

  /** The fields as the press takes them. */
  public FormModel toModel(String template, Locale locale) {
    FormWords words = FormWords.of(locale);
    Map<String, Object> fields = new LinkedHashMap<>();
    head.into(fields, words);
    applicant.into(fields);
    fields.put("dossierCode", dossierCode);
    fields.put("subject", subject);
    fields.put("requestedOn", words.date(request.on()));
    fields.put("requestReason", request.reason());
    fields.put("stage", stage);
    fields.put("decision", decision);
    fields.put("fees", fees);
    fields.put("citations", citations);
    fields.put("signature", signature.fields());
    return new FormModel(template, fields, head.qrText(), locale);
  }
}
