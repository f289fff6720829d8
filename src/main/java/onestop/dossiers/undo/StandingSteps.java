package onestop.dossiers.undo;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import onestop.dossiers.life.DossierEvent;
import onestop.dossiers.steps.StepCompletion;

/**
 * The ends of steps that stand: an end and the record that its officer took it back both stay in
 * the events, and together they mean that the step has not ended.
 */
public final class StandingSteps {
  /** The kind of the event that ends a step. */
  public static final String ENDED = "STEP_COMPLETED";

  /** The kind of the event that takes such an end back; it names the same work item. */
  public static final String TAKEN_BACK = "STEP_TAKEN_BACK";

  private StandingSteps() {}

  /** Those of the events that end a step and were not taken back, in their order. */
  public static List<DossierEvent> of(List<DossierEvent> events) {
    List<DossierEvent> standing = new ArrayList<>();
    for (DossierEvent event : events) {
      if (event.kind().equals(ENDED)) {
        standing.add(event);
      } else if (event.kind().equals(TAKEN_BACK)) {
        standing.removeIf(end -> sameItem(end.details(), event.details()));
      }
    }
    return standing;
  }

  /** The event that takes back the end of that work item; empty if none does. */
  public static Optional<DossierEvent> takenBack(String workItemId, List<DossierEvent> events) {
    return events.stream()
        .filter(event -> event.kind().equals(TAKEN_BACK))
        .filter(event -> StepCompletion.isOf(workItemId, event.details()))
        .findFirst();
  }

  private static boolean sameItem(Map<String, Object> end, Map<String, Object> back) {
    return back.containsKey(StepCompletion.ITEM)
        && Objects.equals(end.get(StepCompletion.ITEM), back.get(StepCompletion.ITEM));
  }
}
