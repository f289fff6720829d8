package onestop.procedures;

import java.util.List;
import onestop.engine.ModelGate;
import onestop.kernel.Failure;
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
      throw Failure.badInput(
          "procedures",
          "model-refused",
          "file",
          fileName,
          "count",
          errors.size(),
          "code",
          first.code(),
          "element",
          first.element() == null ? "" : first.element());
    }
  }
}
