package onestop.forms;

import java.time.LocalDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The fields of the applicant's receipt: the papers handed in, and the due date of the result.
 *
 * @param head the top of the form
 * @param applicant the applicant
 * @param dossierCode the dossier's code
 * @param subject the subject of the application
 * @param answers the answers of the procedure's form that the receipt repeats; may be empty
 * @param papers the papers handed in
 * @param sets the number of sets of papers
 * @param limit the time the rules give, in words, such as {@code 15 ngày làm việc}
 * @param receivedAt when the dossier was received, in the agency's own time
 * @param dueAt the appointment
 * @param fee the fee and whether it was paid, in words; if absent, no line is printed
 * @param returnBy the place and the way of handing the result over
 * @param lookup the way to look the dossier up; if absent, no line is printed
 * @param register the dossier's place in the register; if absent, dotted lines are printed
 * @param signature the signature of the officer who received it
 */
public record ReceiptFields(
    FormHead head,
    Party applicant,
    String dossierCode,
    String subject,
    List<Answer> answers,
    List<PaperLine> papers,
    int sets,
    String limit,
    LocalDateTime receivedAt,
    LocalDateTime dueAt,
    @Nullable String fee,
    String returnBy,
    @Nullable Lookup lookup,
    @Nullable RegisterPlace register,
    Signature signature) {

  /**
   * A line of the dossier register.
   *
   * @param book the volume
   * @param line the running number in it
   */
  public record RegisterPlace(String book, String line) {}

  /**
   * The way to look the dossier up without a login.
   *
   * @param address the address of the page; null where the server has no public one
   * @param checkNumber the number that shows who holds the receipt; null where the last digits of
   *     the applicant's telephone do
   */
  public record Lookup(@Nullable String address, @Nullable String checkNumber) {}

  /** A question of the procedure's form and its answer. */
  public record Answer(String question, String answer) {
    /** The fields of a template. */
    public Map<String, Object> fields() {
      return Map.of("question", question, "answer", answer);
    }
  }

  /** The fields as a model for the press. */
  public FormModel toModel(String template, Locale locale) {
    FormWords words = FormWords.of(locale);
    Map<String, Object> fields = new LinkedHashMap<>();
    head.into(fields, words);
    applicant.into(fields);
    fields.put("dossierCode", dossierCode);
    fields.put("subject", subject);
    fields.put("answers", answers.stream().map(Answer::fields).toList());
    fields.put("papers", PaperLine.fields(papers));
    fields.put("sets", sets);
    fields.put("limit", limit);
    fields.put("receivedAt", words.moment(receivedAt));
    fields.put("dueAt", words.moment(dueAt));
    fields.put("fee", FormWords.text(fee));
    fields.put("returnBy", returnBy);
    fields.put("lookupAddress", lookup == null ? "" : FormWords.text(lookup.address()));
    fields.put("checkNumber", lookup == null ? "" : FormWords.text(lookup.checkNumber()));
    fields.put("registerBook", register == null ? "........" : register.book());
    fields.put("registerLine", register == null ? "........" : register.line());
    fields.put("signature", signature.fields());
    return new FormModel(template, fields, head.qrText(), locale);
  }
}
