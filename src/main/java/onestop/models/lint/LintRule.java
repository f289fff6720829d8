package onestop.models.lint;

import java.util.List;
import java.util.Set;

/**
 * One rule of lint. A rule is stateless and thread-safe.
 *
 * @param <T> the subject of the rule: a whole model, a scope, a step, one element
 */
public interface LintRule<T> {
  /** The codes that the rule may report; {@link Findings} refuses any other. */
  Set<String> codes();

  /** Reports the errors of the subject. */
  void check(T subject, Findings findings);

  /** The rules of which this one consists; the rule itself if it is a single one. */
  default List<LintRule<?>> single() {
    return List.of(this);
  }
}
