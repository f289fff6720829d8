package onestop.models.lint.catalogue;

import java.util.Set;
import onestop.models.lint.Findings;
import onestop.models.lint.LintRule;
import onestop.procedures.Procedure;

/** A procedure that names one rule pack for all days names an existing one. */
final class KnownRulePack implements LintRule<ServedProcess> {
  @Override
  public Set<String> codes() {
    return Set.of("L024");
  }

  @Override
  public void check(ServedProcess served, Findings findings) {
    for (Procedure procedure : served.procedures()) {
      String pack = procedure.rulePack();
      if (pack != null && !served.catalogue().hasRulePack(pack)) {
        findings.error("L024", procedure.processKey(), pack, procedure.key().code());
      }
    }
  }
}
