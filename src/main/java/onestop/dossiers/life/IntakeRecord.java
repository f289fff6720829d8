package onestop.dossiers.life;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import onestop.forms.PrintableText;
import org.jspecify.annotations.Nullable;

/**
 * What the desk records of an application beside the applicant and the subject; never changes.
 *
 * @param papers the papers as counted, in the order of the catalogue
 * @param returnBy the way in which the result is to be returned
 * @param form the procedure's form as filled in; null where the procedure has none
 * @param fee the fee charged at intake; null where none was decided on
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record IntakeRecord(
    List<HandedPaper> papers,
    ReturnBy returnBy,
    @Nullable FilledForm form,
    @Nullable FeeOrder fee) {
  public IntakeRecord {
    papers = List.copyOf(papers);
  }

  /** A record without a fee. */
  public IntakeRecord(List<HandedPaper> papers, ReturnBy returnBy, @Nullable FilledForm form) {
    this(papers, returnBy, form, null);
  }

  /** The same record with that form as filled in. */
  public IntakeRecord filled(@Nullable FilledForm other) {
    return new IntakeRecord(papers, returnBy, other, fee);
  }

  /** The same record with that fee. */
  public IntakeRecord charged(@Nullable FeeOrder other) {
    return new IntakeRecord(papers, returnBy, form, other);
  }

  /**
   * A filled-in form.
   *
   * @param id the form's id
   * @param version the version in force at intake, by which the answers stay readable
   * @param answers by the keys of the form's fields: a text, a boolean, a list of texts, or the
   *     rows of a table as maps from key to text; a field without an answer is absent
   */
  public record FilledForm(String id, int version, Map<String, Object> answers) {
    public FilledForm {
      answers = Collections.unmodifiableMap(new TreeMap<>(answers));
    }

    /** The only form allowed in a log: answers are personal data. */
    @Override
    public String toString() {
      return "FilledForm[" + id + "/" + version + ", " + answers.size() + " answers]";
    }
  }

  /** The codes of the papers. */
  public List<String> codes() {
    return papers.stream().map(HandedPaper::code).toList();
  }

  /** Refuses texts that cannot be printed on the receipt. */
  public void requirePrintable() {
    papers.forEach(HandedPaper::requirePrintable);
    if (form != null) {
      form.answers().forEach(IntakeRecord::requirePrintable);
    }
  }

  private static void requirePrintable(String key, Object answer) {
    if (answer instanceof String text) {
      PrintableText.require(key, text);
    } else if (answer instanceof List<?> rows) {
      rows.forEach(row -> requirePrintable(key, row));
    } else if (answer instanceof Map<?, ?> row) {
      row.forEach((column, cell) -> requirePrintable(key + "." + column, cell));
    }
  }
}
