package onestop.forms;

import java.time.LocalDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The fields of the control slip that accompanies a dossier: each holder, the moment of each
 * hand-over, and whether the holder kept the time.
 *
 * @param head the top of the form
 * @param dossierCode the dossier's code
 * @param applicantName the name of the applicant
 * @param subject the subject of the application
 * @param resolvingAgency the agency that resolves it
 * @param coordinatingAgencies the agencies that take part
 * @param receivedAt when it was received, in the agency's own time
 * @param dueAt its appointment
 * @param hops every hand-over, in order
 */
public record ControlSlipFields(
    FormHead head,
    String dossierCode,
    String applicantName,
    String subject,
    String resolvingAgency,
    List<String> coordinatingAgencies,
    LocalDateTime receivedAt,
    LocalDateTime dueAt,
    List<Hop> hops) {

  /** Whether the person who hands over kept the time. */
  public enum Kept {
    /** Before its time. */
    EARLY,
    /** In its time. */
    ON_TIME,
    /** After its time. */
    LATE,
    /** Not judged: no time was set, or the work goes on. */
    OPEN
  }

  /**
   * One hand-over.
   *
   * @param from the party that hands over
   * @param to the party that takes over
   * @param at the moment, in the agency's own time
   * @param givenBy the person who hands over
   * @param takenBy the person who takes over; absent if none has yet
   * @param kept whether the person who hands over kept the time
   * @param note a remark
   */
  public record Hop(
      String from,
      String to,
      LocalDateTime at,
      String givenBy,
      @Nullable String takenBy,
      Kept kept,
      @Nullable String note) {

    private Map<String, Object> fields(FormWords words) {
      Map<String, Object> fields = new LinkedHashMap<>();
      fields.put("from", from);
      fields.put("to", to);
      fields.put("at", words.moment(at));
      fields.put("givenBy", givenBy);
      fields.put("takenBy", FormWords.text(takenBy));
      fields.put("kept", kept.name());
      fields.put("note", FormWords.text(note));
      return fields;
    }
  }

  /** The fields as a model for the press. */
  public FormModel toModel(String template, Locale locale) {
    FormWords words = FormWords.of(locale);
    Map<String, Object> fields = new LinkedHashMap<>();
    head.into(fields, words);
    fields.put("dossierCode", dossierCode);
    fields.put("applicantName", applicantName);
    fields.put("subject", subject);
    fields.put("resolvingAgency", resolvingAgency);
    fields.put("coordinatingAgencies", String.join("; ", coordinatingAgencies));
    fields.put("receivedAt", words.moment(receivedAt));
    fields.put("dueAt", words.moment(dueAt));
    fields.put("hops", hops.stream().map(hop -> hop.fields(words)).toList());
    return new FormModel(template, fields, head.qrText(), locale);
  }
}
