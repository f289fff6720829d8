package onestop.models.lint.steps;

import java.util.Set;
import java.util.regex.Pattern;
import onestop.models.lint.Findings;
import onestop.models.lint.LintRule;
import onestop.models.lint.Part;

/** A user task has a name that is legible on screen and on paper. */
final class ReadableName implements LintRule<Part> {
  /** At least one letter, and no invisible character. */
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
