package onestop.models.lint.steps;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import onestop.models.lint.Findings;
import onestop.models.lint.LintRule;
import onestop.models.lint.ModelSource;
import onestop.models.lint.Part;
import onestop.procedures.StepForm;
import org.w3c.dom.Element;

/** The properties {@code form.…} name existing forms, for outcomes of the task. */
final class KnownForms implements LintRule<Part> {
  private static final String ALL =
      Arrays.stream(StepForm.values()).map(StepForm::code).collect(Collectors.joining(", "));

  @Override
  public Set<String> codes() {
    return Set.of("L066", "L067");
  }

  @Override
  public void check(Part task, Findings findings) {
    List<String> outcomes = ModelSource.outcomes(task.element());
    for (Element property : ModelSource.properties(task.element())) {
      String name = property.getAttribute("name");
      if (!name.startsWith(ModelSource.FORM)) {
        continue;
      }
      String outcome = name.substring(ModelSource.FORM.length());
      if (!outcomes.contains(outcome)) {
        findings.error("L066", task.id(), outcome, String.join(", ", outcomes));
      }
      String form = property.getAttribute("value");
      if (StepForm.ofCode(form).isEmpty()) {
        findings.error("L067", task.id(), form, ALL);
      }
    }
  }
}
