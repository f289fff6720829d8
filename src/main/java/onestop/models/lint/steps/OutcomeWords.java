package onestop.models.lint.steps;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import onestop.models.lint.Findings;
import onestop.models.lint.LintRule;
import onestop.models.lint.Part;

/** The property {@code outcomes} lists lower-case words, each once. */
final class OutcomeWords implements LintRule<Part> {
  private static final Pattern OUTCOMES = Pattern.compile("[a-z_]{1,40}(\\s*,\\s*[a-z_]{1,40})*");

  @Override
  public Set<String> codes() {
    return Set.of("L036");
  }

  @Override
  public void check(Part task, Findings findings) {
    String outcomes = TaskProperties.value(task, "outcomes", "done");
    List<String> words = List.of(outcomes.split("\\s*,\\s*"));
    if (!OUTCOMES.matcher(outcomes).matches() || new HashSet<>(words).size() < words.size()) {
      findings.error("L036", task.id(), outcomes);
    }
  }
}
