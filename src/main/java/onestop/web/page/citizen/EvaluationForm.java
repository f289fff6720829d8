package onestop.web.page.citizen;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import onestop.conduct.Evaluation;
import onestop.conduct.Evaluation.Question;
import org.jspecify.annotations.Nullable;

/** The answers as typed; null and blank mean none. */
record EvaluationForm(
    @Nullable String guidance,
    @Nullable String visits,
    @Nullable String attitude,
    @Nullable String timeliness,
    @Nullable String response,
    @Nullable String letter,
    @Nullable String remark) {

  /** The form of a page that asks for the first time. */
  static final EvaluationForm EMPTY = new EvaluationForm(null, null, null, null, null, null, null);

  /**
   * The evaluation.
   *
   * @throws onestop.kernel.Failure as {@link Evaluation#typed}
   */
  Evaluation evaluation() {
    Map<Question, String> typed = new EnumMap<>(Question.class);
    for (Question question : Question.values()) {
      typed.put(question, mark(question));
    }
    return Evaluation.typed(typed, letter, remark);
  }

  /** The typed mark of a question. */
  public String mark(Question question) {
    return Objects.requireNonNullElse(
        switch (question) {
          case GUIDANCE -> guidance;
          case VISITS -> visits;
          case ATTITUDE -> attitude;
          case TIMELINESS -> timeliness;
          case RESPONSE -> response;
        },
        "");
  }
}
