package onestop.models.lint.flows;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import onestop.models.lint.Findings;
import onestop.models.lint.LintRule;
import onestop.models.lint.ModelSource;
import onestop.procedures.StepForm;
import org.w3c.dom.Element;

/** An outcome that names the next officer leads to a user task for that officer. */
final class AssignmentLeads implements LintRule<ModelSource> {
  @Override
  public Set<String> codes() {
    return Set.of("L071");
  }

  @Override
  public void check(ModelSource model, Findings findings) {
    Ways ways = new Ways(model);
    Set<String> tasks = ids(model.all("userTask"));
    for (Element task : model.all("userTask")) {
      String id = task.getAttribute("id");
      for (String outcome : ModelSource.outcomes(task)) {
        String form = ModelSource.property(task, ModelSource.FORM + outcome);
        boolean leads =
            ways.after(id, outcome).stream().anyMatch(at -> !at.equals(id) && tasks.contains(at));
        if (form.equals(StepForm.ASSIGNMENT.code()) && !leads) {
          findings.error("L071", id, outcome);
        }
      }
    }
  }

  static Set<String> ids(List<Element> elements) {
    return elements.stream().map(one -> one.getAttribute("id")).collect(Collectors.toSet());
  }
}
