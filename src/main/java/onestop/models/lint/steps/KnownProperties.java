package onestop.models.lint.steps;

import java.util.HashSet;
import java.util.Set;
import onestop.models.lint.Findings;
import onestop.models.lint.LintRule;
import onestop.models.lint.ModelSource;
import onestop.models.lint.Part;
import org.w3c.dom.Element;

/** A user task has only known properties, each once. */
final class KnownProperties implements LintRule<Part> {
  @Override
  public Set<String> codes() {
    return Set.of("L037");
  }

  @Override
  public void check(Part task, Findings findings) {
    Set<String> seen = new HashSet<>();
    for (Element property : ModelSource.properties(task.element())) {
      String name = property.getAttribute("name");
      boolean known = TaskProperties.KNOWN.contains(name) || name.startsWith(ModelSource.FORM);
      if (!known || !seen.add(name)) {
        findings.error("L037", task.id(), name);
      }
    }
  }
}
