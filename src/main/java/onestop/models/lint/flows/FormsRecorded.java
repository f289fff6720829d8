package onestop.models.lint.flows;

import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;
import onestop.models.lint.Findings;
import onestop.models.lint.LintRule;
import onestop.models.lint.ModelSource;
import onestop.procedures.AnnouncedStep;
import onestop.procedures.StepForm;
import org.w3c.dom.Element;

/**
 * Forms and recording steps match: each path into an announced step that records a form begins with
 * an outcome that names such a form, and each form leads to such a step.
 */
final class FormsRecorded implements LintRule<ModelSource> {
  @Override
  public Set<String> codes() {
    return Set.of("L068", "L069", "L070");
  }

  @Override
  public void check(ModelSource model, Findings findings) {
    Ways ways = new Ways(model);
    for (Element task : model.all("userTask")) {
      for (String outcome : ModelSource.outcomes(task)) {
        String named = ModelSource.property(task, ModelSource.FORM + outcome);
        StepForm.ofCode(named.isEmpty() ? StepForm.PLAIN.code() : named)
            .ifPresent(form -> outcome(ways, new Ending(task, outcome, form), findings));
      }
    }
    // a start, a message, a timer: no form has been filled in
    for (String step : ways.from(ways.speechless())) {
      Set<StepForm> recorded = recorded(ways, step);
      if (!recorded.isEmpty()) {
        findings.error("L069", step, codes(recorded));
      }
    }
  }

  private record Ending(Element task, String outcome, StepForm form) {
    String step() {
      return task.getAttribute("id");
    }
  }

  private static void outcome(Ways ways, Ending ending, Findings findings) {
    Set<StepForm> all = new HashSet<>();
    for (String step : ways.after(ending.step(), ending.outcome())) {
      Set<StepForm> recorded = recorded(ways, step);
      all.addAll(recorded);
      if (!recorded.isEmpty() && !recorded.contains(ending.form())) {
        findings.error("L068", ending.step(), ending.outcome(), step, codes(recorded));
      }
    }
    if (ending.form().isAnnounced() && all.isEmpty()) {
      findings.error("L070", ending.step(), ending.outcome(), ending.form().code());
    }
  }

  private static Set<StepForm> recorded(Ways ways, String step) {
    return ways.isServiceTask(step)
        ? AnnouncedStep.of(step).map(AnnouncedStep::forms).orElse(Set.of())
        : Set.of();
  }

  private static String codes(Set<StepForm> forms) {
    return forms.stream().sorted().map(StepForm::code).collect(Collectors.joining(", "));
  }
}
