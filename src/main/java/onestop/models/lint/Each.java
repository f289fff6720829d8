package onestop.models.lint;

import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Applies a group of rules part by part: all rules to the first part, then all to the next, so that
 * findings come in the order of the file.
 *
 * @param parts the parts of the subject, in the order of the file
 * @param rules in the order in which a designer would correct their findings
 */
public record Each<S, T>(Function<S, List<T>> parts, List<LintRule<T>> rules)
    implements LintRule<S> {
  @Override
  public Set<String> codes() {
    return rules.stream().flatMap(rule -> rule.codes().stream()).collect(Collectors.toSet());
  }

  @Override
  public void check(S subject, Findings findings) {
    List<Findings> reports = rules.stream().map(rule -> findings.of(rule)).toList();
    for (T part : parts.apply(subject)) {
      for (int i = 0; i < rules.size(); i++) {
        rules.get(i).check(part, reports.get(i));
      }
    }
  }

  @Override
  public List<LintRule<?>> single() {
    return rules.stream().<LintRule<?>>flatMap(rule -> rule.single().stream()).toList();
  }
}
