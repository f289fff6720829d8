package onestop.models.lint;

import java.util.List;
import java.util.Set;

/**
 * One rule of lint. A rule keeps nothing between two calls, so one object serves all threads.
 *
 * @param <T> what the rule looks at: a whole model, a scope, a step, one element
 */
public interface LintRule<T> {
  /** The codes that this rule may report; {@link Findings} refuses any other from it. */
  Set<String> codes();

  /** Reports what is wrong with the subject. */
  void check(T subject, Findings findings);

  /** The rules that this one consists of; itself, if it is a single one. */
  default List<LintRule<?>> single() {
    return List.of(this);
  }
}
