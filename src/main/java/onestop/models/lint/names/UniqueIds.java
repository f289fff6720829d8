package onestop.models.lint.names;

import java.util.Set;
import onestop.models.lint.Findings;
import onestop.models.lint.LintRule;
import onestop.models.lint.Part;

/** An id occurs once in a file. */
final class UniqueIds implements LintRule<Part> {
  @Override
  public Set<String> codes() {
    return Set.of("L030");
  }

  @Override
  public void check(Part part, Findings findings) {
    if (part.model().repeatedIds().contains(part.element())) {
      findings.error("L030", part.id(), part.id());
    }
  }
}
