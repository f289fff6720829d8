package onestop.models.lint.names;

import java.util.List;
import java.util.Set;
import onestop.models.lint.Findings;
import onestop.models.lint.LintRule;
import onestop.models.lint.ModelSource;
import org.w3c.dom.Element;

/** A file contains exactly one process, and it is executable. */
final class OneProcess implements LintRule<ModelSource> {
  @Override
  public Set<String> codes() {
    return Set.of("L002", "L003");
  }

  @Override
  public void check(ModelSource model, Findings findings) {
    List<Element> processes = model.all("process");
    if (processes.size() != 1) {
      findings.error("L002", null, String.valueOf(processes.size()));
    }
    for (Element process : processes) {
      if (!process.getAttribute("isExecutable").equals("true")) {
        findings.error("L003", process.getAttribute("id"));
      }
    }
  }
}
