package onestop.forms;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The fields of a result that is written from the dossier's own form.
 *
 * @param head the top of the form; without a number until it is issued
 * @param procedure the name of the procedure
 * @param dossierCode the dossier's code
 * @param subject the subject of the application
 * @param answers the answers of the procedure's form
 * @param conclusion what is decided, in full sentences
 * @param signature who is to sign
 */
public record ResultFields(
    FormHead head,
    Party applicant,
    String procedure,
    String dossierCode,
    String subject,
    List<ReceiptFields.Answer> answers,
    String conclusion,
    Signature signature) {

  /** The fields as a model for the press. */
  public FormModel toModel(Locale locale) {
    Map<String, Object> fields = new LinkedHashMap<>();
    head.into(fields, FormWords.of(locale));
    applicant.into(fields);
    fields.put("procedure", procedure);
    fields.put("dossierCode", dossierCode);
    fields.put("subject", subject);
    fields.put("answers", answers.stream().map(ReceiptFields.Answer::fields).toList());
    fields.put("conclusion", conclusion);
    fields.put("signature", signature.fields());
    return new FormModel("result", fields, head.qrText(), locale);
  }
}
