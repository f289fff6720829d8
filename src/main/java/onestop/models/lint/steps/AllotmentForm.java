package onestop.models.lint.steps;

import java.util.Set;
import java.util.regex.Pattern;
import onestop.models.lint.Findings;
import onestop.models.lint.LintRule;
import onestop.models.lint.Part;

/** Every user task states its allotted working time: {@code 30min}, {@code 2wh}, {@code 1wd}. */
final class AllotmentForm implements LintRule<Part> {
  private static final Pattern ALLOTMENT = Pattern.compile("[1-9]\\d{0,2}(min|wh|wd)");

  @Override
  public Set<String> codes() {
    return Set.of("L006");
  }

  @Override
  public void check(Part task, Findings findings) {
    String allotment = TaskProperties.value(task, "allotment", "");
    if (!ALLOTMENT.matcher(allotment).matches()) {
      findings.error("L006", task.id(), allotment);
    }
  }
}
