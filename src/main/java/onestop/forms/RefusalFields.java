package onestop.forms;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The fields of the written refusal of a dossier, with its reason.
 *
 * @param head the top of the form
 * @param applicant the applicant
 * @param dossierCode the dossier's code; a dossier refused at the desk has none
 * @param subject the subject of the application
 * @param reason the reason, in full sentences
 * @param citations the rules it is based on
 * @param signature the signature of the person responsible
 */
public record RefusalFields(
    FormHead head,
    Party applicant,
    @Nullable String dossierCode,
    String subject,
    String reason,
    List<String> citations,
    Signature signature) {

  /** The fields as a model for the press. */
  public FormModel toModel(String template, Locale locale) {
    Map<String, Object> fields = new LinkedHashMap<>();
    head.into(fields, FormWords.of(locale));
    applicant.into(fields);
    fields.put("dossierCode", FormWords.text(dossierCode));
    fields.put("subject", subject);
    fields.put("reason", reason);
    fields.put("citations", citations);
    fields.put("signature", signature.fields());
    return new FormModel(template, fields, head.qrText(), locale);
  }
}
