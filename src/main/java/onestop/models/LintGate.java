package onestop.models;

import java.util.List;
import onestop.engine.ModelGate;
import onestop.models.lint.LintFinding;
import onestop.procedures.ModelRefused;
import org.springframework.stereotype.Component;

/** Lets no model with an error into the engine. */
@Component
class LintGate implements ModelGate {
  @Override
  public void admit(String fileName, byte[] bpmn) {
    List<LintFinding> errors =
        new ModelLint()
            .check(fileName, bpmn).stream()
                .filter(finding -> finding.severity() == LintFinding.Severity.ERROR)
                .toList();
    if (!errors.isEmpty()) {
      LintFinding first = errors.get(0);
      String element = first.element();
      throw ModelRefused.because(
          fileName, errors.size(), first.code(), element == null ? "" : element);
    }
  }
}
