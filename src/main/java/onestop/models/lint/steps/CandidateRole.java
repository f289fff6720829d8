package onestop.models.lint.steps;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import onestop.agencies.Role;
import onestop.models.lint.Findings;
import onestop.models.lint.LintRule;
import onestop.models.lint.ModelSource;
import onestop.models.lint.Part;

/** Every user task is for one role of officers. */
final class CandidateRole implements LintRule<Part> {
  private static final String ROLES =
      Arrays.stream(Role.values())
          .filter(Role::worksOnDossiers)
          .map(Role::code)
          .sorted()
          .collect(Collectors.joining(", "));

  @Override
  public Set<String> codes() {
    return Set.of("L005");
  }

  @Override
  public void check(Part task, Findings findings) {
    String role = task.element().getAttributeNS(ModelSource.CAMUNDA, "candidateGroups");
    if (Role.ofCode(role).filter(Role::worksOnDossiers).isEmpty()) {
      findings.error("L005", task.id(), role, ROLES);
    }
  }
}
