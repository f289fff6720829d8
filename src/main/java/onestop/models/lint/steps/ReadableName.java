package onestop.models.lint.steps;

import java.util.Set;
import java.util.regex.Pattern;
import onestop.models.lint.Findings;
import onestop.models.lint.LintRule;
import onestop.models.lint.Part;

/** A user task has a name that can be read on a screen and on paper. */
final class ReadableName implements LintRule<Part> {
  /** A letter at least, and nothing invisible. */
  private static final Pattern READABLE =
      Pattern.compile("(?=.*\\p{IsLatin})[\\p{IsLatin}\\p{Mn}0-9 .,;:?!%&+/()'\"“”‘’–—…-]+");

  @Override
  public Set<String> codes() {
    return Set.of("L008");
  }

  @Override
  public void check(Part task, Findings findings) {
    if (!READABLE.matcher(task.element().getAttribute("name")).matches()) {
      findings.error("L008", task.id());
    }
  }
}
