package onestop.conduct;

/**
 * The answers to one question.
 *
 * @param count how many gave a mark
 * @param total the sum of the marks
 */
public record EvaluationSum(long count, long total) {
  /** No answer. */
  public static final EvaluationSum NONE = new EvaluationSum(0, 0);

  /** Both together. */
  public EvaluationSum plus(EvaluationSum other) {
    return new EvaluationSum(count + other.count, total + other.total);
  }

  /** The mean mark; only of a question that was answered. */
  public double mean() {
    return (double) total / count;
  }
}
