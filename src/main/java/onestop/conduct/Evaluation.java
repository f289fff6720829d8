package onestop.conduct;

import java.text.Normalizer;
import java.util.EnumMap;
import java.util.Map;
import onestop.kernel.Failure;
import org.jspecify.annotations.Nullable;

/**
 * The applicant's judgement of one dossier after the result: five questions after those by which
 * the decree on the one-stop mechanism has the work evaluated, the question for the letter of
 * apology, and a remark. Each may be left out, not all.
 *
 * @param marks the answers given, {@value #WORST} (worst) to {@value #BEST} (best)
 * @param letter whether the applicant got a letter of apology; null if not answered
 * @param remark free text without telephone numbers, personal numbers and whole mail addresses;
 *     null if none
 */
public record Evaluation(
    Map<Question, Integer> marks, @Nullable Letter letter, @Nullable String remark) {
  /** The worst mark. */
  public static final int WORST = 1;

  /** The best mark. */
  public static final int BEST = 5;

  /** The most characters of a remark. */
  public static final int LONGEST_REMARK = 500;

  /** The five questions. */
  public enum Question {
    /** How clear the procedure and its papers were made. */
    GUIDANCE,
    /** How few times the applicant had to come back or to add papers. */
    VISITS,
    /** How the officers behaved. */
    ATTITUDE,
    /** Whether the agency kept the appointment. */
    TIMELINESS,
    /** How questions and complaints were answered, and the work on the whole. */
    RESPONSE
  }

  /** The answer to the question for a letter of apology. */
  public enum Letter {
    YES,
    NO,
    UNSURE
  }

  /**
   * Cleans the remark.
   *
   * @throws Failure {@code reports/evaluation-mark}, {@code reports/evaluation-remark-too-long} or
   *     {@code reports/evaluation-empty}
   */
  public Evaluation {
    marks = Map.copyOf(marks);
    marks.forEach(Evaluation::requireMark);
    remark = clean(remark);
    if (marks.isEmpty() && letter == null && remark == null) {
      throw Failure.badInput("reports", "evaluation-empty");
    }
  }

  /**
   * The evaluation that a form says; a blank is no answer.
   *
   * @param marks the typed mark of each question
   * @throws Failure {@code reports/evaluation-mark}, {@code reports/evaluation-letter}, or as the
   *     constructor
   */
  public static Evaluation typed(
      Map<Question, String> marks, @Nullable String letter, @Nullable String remark) {
    Map<Question, Integer> read = new EnumMap<>(Question.class);
    marks.forEach(
        (question, text) -> {
          if (!text.isBlank()) {
            read.put(question, mark(question, text.strip()));
          }
        });
    return new Evaluation(read, letter(letter), remark);
  }

  private static int mark(Question question, String text) {
    if (!text.matches("[1-5]")) {
      throw badMark(question);
    }
    return Integer.parseInt(text);
  }

  private static @Nullable Letter letter(@Nullable String text) {
    if (text == null || text.isBlank()) {
      return null;
    }
    for (Letter one : Letter.values()) {
      if (one.name().equals(text.strip())) {
        return one;
      }
    }
    throw Failure.badInput("reports", "evaluation-letter", "field", "letter");
  }

  private static void requireMark(Question question, int mark) {
    if (mark < WORST || mark > BEST) {
      throw badMark(question);
    }
  }

  private static Failure badMark(Question question) {
    return Failure.badInput(
        "reports",
        "evaluation-mark",
        "field",
        question.name().toLowerCase(java.util.Locale.ROOT),
        "worst",
        WORST,
        "best",
        BEST);
  }

  private static @Nullable String clean(@Nullable String text) {
    String said =
        text == null
            ? ""
            : Normalizer.normalize(text.strip(), Normalizer.Form.NFC).replace("\r\n", "\n");
    if (said.length() > LONGEST_REMARK) {
      throw Failure.badInput(
          "reports",
          "evaluation-remark-too-long",
          "field",
          "remark",
          "length",
          said.length(),
          "max",
          LONGEST_REMARK);
    }
    return said.isEmpty() ? null : MaskedText.of(said);
  }
}
