package onestop.models.lint.steps;

import java.util.Set;
import onestop.models.lint.Findings;
import onestop.models.lint.LintRule;
import onestop.models.lint.Part;

/** The property {@code agency} names a side of a dossier. */
final class KnownAgencySide implements LintRule<Part> {
  private static final Set<String> SIDES = Set.of("receiving", "resolving", "coordinating");

  @Override
  public Set<String> codes() {
    return Set.of("L007");
  }

  @Override
  public void check(Part task, Findings findings) {
    String side = TaskProperties.value(task, "agency", "");
    if (!side.isEmpty() && !SIDES.contains(side)) {
      findings.error("L007", task.id(), side);
    }
  }
}
