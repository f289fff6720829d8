package onestop.forms;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The one written request for everything a dossier still lacks.
 *
 * @param head the top of the form
 * @param applicant who is asked
 * @param dossierCode the dossier's code
 * @param subject what the applicant asks for
 * @param items what is to be added or mended
 * @param reason why
 * @param until the last day to bring it; the form names none without
 * @param contact whom to ask, and the telephone number
 * @param signature who asks
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
   * Whom the applicant can ask.
   *
   * @param name of the person or the desk
   * @param phone as dialled
   */
  public record Contact(String name, String phone) {}

  /** The fields as the press takes them. */
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
