package onestop.dossiers.life;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import onestop.forms.PrintableText;
import onestop.forms.SoundText;
import onestop.kernel.Failure;
import org.jspecify.annotations.Nullable;

/**
 * What the desk records of an application beside the applicant and the subject; never changes.
 *
 * @param papers the papers as counted, in the order of the catalogue
 * @param returnBy the way in which the result is to be returned
 * @param form the procedure's form as filled in; null where the procedure has none
 * @param fee the fee charged at intake; null where none was decided on
 * @param continues the closed dossier that this one continues; null where it continues none
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record IntakeRecord(
    List<HandedPaper> papers,
    ReturnBy returnBy,
    @Nullable FilledForm form,
    @Nullable FeeOrder fee,
    @Nullable Continued continues) {
  public IntakeRecord {
    papers = List.copyOf(papers);
  }

  /** A record of an application that continues no dossier. */
  public IntakeRecord(
      List<HandedPaper> papers,
      ReturnBy returnBy,
      @Nullable FilledForm form,
      @Nullable FeeOrder fee) {
    this(papers, returnBy, form, fee, null);
  }

  /** A record without a fee. */
  public IntakeRecord(List<HandedPaper> papers, ReturnBy returnBy, @Nullable FilledForm form) {
    this(papers, returnBy, form, null);
  }

  /** The same record with that form as filled in. */
  public IntakeRecord filled(@Nullable FilledForm other) {
    return new IntakeRecord(papers, returnBy, other, fee, continues);
  }

  /** The same record with that fee. */
  public IntakeRecord charged(@Nullable FeeOrder other) {
    return new IntakeRecord(papers, returnBy, form, other, continues);
  }

  /** The same record of a dossier that continues another. */
  public IntakeRecord continuing(@Nullable Continued other) {
    return new IntakeRecord(papers, returnBy, form, fee, other);
  }

  /** Why a closed dossier is continued. */
  public enum Ground {
    /** The result that was given has an error. */
    RESULT_ERROR,
    /** A complaint was upheld, or a court or superior agency has decided. */
    COMPLAINT,
    /** The applicant applies again after the dossier ended without a result. */
    APPLIED_AGAIN;

    /** The grounds on which a dossier in that state can be continued; none while it is open. */
    public static Set<Ground> after(DossierState state) {
      return switch (state) {
        case RESOLVED, RETURNED -> EnumSet.of(RESULT_ERROR, COMPLAINT);
        case REFUSED, WITHDRAWN, STOPPED -> EnumSet.of(COMPLAINT, APPLIED_AGAIN);
        case SUBMITTED,
            RECEIVED,
            IN_PROGRESS,
            WAITING_FOR_SUPPLEMENT,
            WAITING_FOR_PAYMENT,
            WAITING_FOR_POSTING ->
            EnumSet.noneOf(Ground.class);
      };
    }
  }

  /**
   * That a dossier continues another.
   *
   * @param dossier the code of the other one
   * @param legalBasis the text or decision on which it is continued, as the officer names it
   */
  public record Continued(String dossier, Ground ground, String reason, String legalBasis) {
    private static final int LONGEST_REASON = 1000;
    private static final int LONGEST_BASIS = 300;

    /**
     * @throws Failure {@code dossiers/continues-text} for an empty or too long text, or {@code
     *     forms/unsound}
     */
    public Continued {
      dossier = dossier.strip();
      reason = text("reason", reason, LONGEST_REASON);
      legalBasis = text("legalBasis", legalBasis, LONGEST_BASIS);
    }

    private static String text(String field, String given, int most) {
      String text = given.strip();
      if (text.isEmpty() || text.length() > most) {
        throw Failure.badInput("dossiers", "continues-text", "field", field, "max", most);
      }
      SoundText.require(field, text);
      return text;
    }

    /** The facts of the event by which the dossier begins. */
    public Map<String, Object> facts() {
      Map<String, Object> facts = new LinkedHashMap<>();
      facts.put("continues", dossier);
      facts.put("ground", ground.name());
      facts.put("reason", reason);
      facts.put("legalBasis", legalBasis);
      return facts;
    }
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
