package onestop.models.lint.steps;

import java.util.Set;
import onestop.models.lint.Findings;
import onestop.models.lint.LintRule;
import onestop.models.lint.Part;

/** A module carries out the step that a service task announces. */
final class KnownAnnouncement implements LintRule<Part> {
  private static final Set<String> STEPS =
      Set.of(
          "raise_sla_mark",
          "record_resolution",
          "record_refusal",
          "record_withdrawal",
          "record_stop",
          "record_return",
          "pause_clock",
          "resume_clock",
          "extend_limit");

  @Override
  public Set<String> codes() {
    return Set.of("L013");
  }

  @Override
  public void check(Part task, Findings findings) {
    if (!STEPS.contains(task.id()) && !task.id().startsWith("open_leg_")) {
      findings.error("L013", task.id(), task.id());
    }
  }
}
