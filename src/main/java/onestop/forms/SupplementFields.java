package onestop.forms;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The fields of the one written request for everything that a dossier still lacks.
 *
 * @param head the top of the form
 * @param applicant the applicant
 * @param dossierCode the dossier's code
 * @param subject the subject of the application
 * @param items the papers to be added or corrected
 * @param reason the reason
 * @param until the last day to bring them; if absent, the form names none
 * @param contact the person or desk to ask, and the telephone number
 * @param signature the signature of the officer who makes the request
 */
public record SupplementFields(
    FormHead head,
    Party applicant,
    String dossierCode,
    String subject,
    List<PaperLine> items,
    String reason,
    @Nullable LocalDate until,
    Contact contact,
    Signature signature) {

  /**
   * The person or desk that the applicant can ask.
   *
   * @param name the name of the person or the desk
   * @param phone the telephone number, as dialled
   */
  public record Contact(String name, String phone) {}

  /** The fields as a model for the press. */
  public FormModel toModel(String template, Locale locale) {
    FormWords words = FormWords.of(locale);
    Map<String, Object> fields = new LinkedHashMap<>();
    head.into(fields, words);
    applicant.into(fields);
    fields.put("dossierCode", dossierCode);
    fields.put("subject", subject);
    fields.put("items", PaperLine.fields(items));
    fields.put("reason", reason);
    fields.put("until", until == null ? "" : words.date(until));
    fields.put("contactName", contact.name());
    fields.put("contactPhone", contact.phone());
    fields.put("signature", signature.fields());
    return new FormModel(template, fields, head.qrText(), locale);
  }
}
