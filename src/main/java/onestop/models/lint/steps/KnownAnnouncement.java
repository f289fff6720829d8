package onestop.models.lint.steps;

import java.util.Set;
import onestop.models.lint.Findings;
import onestop.models.lint.LintRule;
import onestop.models.lint.Part;
import onestop.procedures.AnnouncedStep;

/** A module carries out the step that a service task announces. */
final class KnownAnnouncement implements LintRule<Part> {
  @Override
  public Set<String> codes() {
    return Set.of("L013");
  }

  @Override
  public void check(Part task, Findings findings) {
    if (AnnouncedStep.of(task.id()).isEmpty()) {
      findings.error("L013", task.id(), task.id());
    }
  }
}
