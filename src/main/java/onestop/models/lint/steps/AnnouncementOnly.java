package onestop.models.lint.steps;

import java.util.Set;
import onestop.models.lint.Findings;
import onestop.models.lint.LintRule;
import onestop.models.lint.ModelSource;
import onestop.models.lint.Part;

/** A service task announces its step and runs nothing else. */
final class AnnouncementOnly implements LintRule<Part> {
  @Override
  public Set<String> codes() {
    return Set.of("L012");
  }

  @Override
  public void check(Part task, Findings findings) {
    if (!task.element()
        .getAttributeNS(ModelSource.CAMUNDA, "delegateExpression")
        .equals(ModelSource.ANNOUNCE)) {
      findings.error("L012", task.id(), ModelSource.ANNOUNCE);
    }
  }
}
