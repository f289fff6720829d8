package onestop.benchmarks.load;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import onestop.dossiers.steps.StepPayload;
import onestop.engine.WorkItem;
import onestop.engine.WorkItems;
import onestop.inbox.InboxItem;
import onestop.procedures.StepForm;

/** What officers under load fill in on the normal way; asks for each step of a model once. */
final class FilledForms {
  private final WorkItems workItems;
  private final Map<String, Ending> endings = new ConcurrentHashMap<>();

  /** How a step ends: its first outcome, and the form of that. */
  record Ending(String outcome, StepForm form) {
    StepPayload payload() {
      return StepPayload.of(form, values());
    }

    /** The values by the names of the form's fields. */
    Map<String, Object> values() {
      return switch (form) {
        case PLAIN -> Map.of("note", "");
        case RESOLUTION -> Map.of("resultCode", "KQ-1", "resultDocument", "ban-sao.pdf");
        case HANDOVER -> Map.of(); // to the applicant, who gives the receipt back
        default -> throw new IllegalStateException("not on the normal way: " + form);
      };
    }
  }

  FilledForms(WorkItems workItems) {
    this.workItems = workItems;
  }

  Ending of(InboxItem item) {
    return of(item.step(), item.workItemId());
  }

  /** The ending of that step, read from the item where the step is met for the first time. */
  Ending of(String step, String workItemId) {
    return endings.computeIfAbsent(step, key -> ending(workItems.get(workItemId)));
  }

  private static Ending ending(WorkItem item) {
    String outcome = item.outcomes().get(0);
    return new Ending(outcome, StepForm.of(item, outcome));
  }
}
