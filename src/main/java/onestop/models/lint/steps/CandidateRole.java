package onestop.models.lint.steps;

import java.util.Set;
import java.util.TreeSet;
import onestop.models.lint.Findings;
import onestop.models.lint.LintRule;
import onestop.models.lint.ModelSource;
import onestop.models.lint.Part;

/** Every user task is for one role that officers have. */
final class CandidateRole implements LintRule<Part> {
  private static final Set<String> ROLES =
      Set.of(
          "desk_officer",
          "specialist",
          "unit_head",
          "head_of_agency",
          "records_clerk",
          "finance_officer");

  @Override
  public Set<String> codes() {
    return Set.of("L005");
  }

  @Override
  public void check(Part task, Findings findings) {
    String role = task.element().getAttributeNS(ModelSource.CAMUNDA, "candidateGroups");
    if (!ROLES.contains(role)) {
      findings.error("L005", task.id(), role, String.join(", ", new TreeSet<>(ROLES)));
    }
  }
}
