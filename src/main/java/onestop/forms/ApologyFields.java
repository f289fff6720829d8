package onestop.forms;

import java.time.LocalDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a letter of apology, for {@code apology-2018} and {@code apology-2025}.
 *
 * <p>A letter dated before the day of the appointment states that the time <em>will</em> not be
 * kept; one dated on that day or later states that it <em>was</em> not kept.
 *
 * @param head the top of the form
 * @param addressee the applicant
 * @param dossierCode the dossier's code
 * @param subject the subject of the application
 * @param receivedAt when the dossier was received, in the agency's own time
 * @param dueAt the appointment that is not kept
 * @param reason the reason, in full sentences
 * @param newAppointment the new appointment; if absent, the letter states that there is none yet
 * @param citations the rules under which it is issued
 * @param signature the signature of the person responsible
 */
public record ApologyFields(
    FormHead head,
    Party addressee,
    String dossierCode,
    String subject,
    LocalDateTime receivedAt,
    LocalDateTime dueAt,
    String reason,
    @Nullable LocalDateTime newAppointment,
    List<String> citations,
    Signature signature) {

  /** The fields as a model for the press. */
  public FormModel toModel(String template, Locale locale) {
    FormWords words = FormWords.of(locale);
    Map<String, Object> fields = new LinkedHashMap<>();
    head.into(fields, words);
    addressee.into(fields);
    fields.put("dossierCode", dossierCode);
    fields.put("subject", subject);
    fields.put("receivedOn", words.date(receivedAt.toLocalDate()));
    fields.put("receivedAt", words.moment(receivedAt));
    fields.put("dueAt", words.moment(dueAt));
    fields.put("ahead", head.date().isBefore(dueAt.toLocalDate()));
    fields.put("reason", reason);
    fields.put("reappointed", newAppointment != null);
    fields.put("newAppointment", words.momentOrEmpty(newAppointment));
    fields.put("citations", citations);
    fields.put("signature", signature.fields());
    return new FormModel(template, fields, head.qrText(), locale);
  }
}
