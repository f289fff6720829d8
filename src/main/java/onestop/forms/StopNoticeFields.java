package onestop.forms;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The fields of the notice that work on a dossier stops at the applicant's request.
 *
 * @param head the top of the form
 * @param applicant the applicant
 * @param dossierCode the dossier's code
 * @param subject the subject of the application
 * @param request the applicant's request, with its day and reason
 * @param stage the stage that the dossier had reached
 * @param decision the agency's decision
 * @param fees the treatment of fees already paid
 * @param citations the rules under which it is issued
 * @param signature the signature of the person responsible
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
   * @param on the day of the request
   * @param reason as the applicant gave it
   */
  public record Request(LocalDate on, String reason) {}

  /** The fields as a model for the press. */
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
