package onestop.desk.acts;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import onestop.desk.Caller;
import onestop.desk.reading.DossierAccess;
import onestop.desk.reading.ReadingScope.Reading;
import onestop.dossiers.Dossiers;
import onestop.dossiers.life.DossierEvent;
import onestop.dossiers.steps.StepCompletion;
import onestop.dossiers.undo.TakeBacks;
import onestop.engine.CommandGateway.Outcome;
import onestop.engine.WorkItem;
import onestop.engine.WorkItems;
import onestop.inbox.own.WorkDrafts;
import onestop.kernel.DossierCode;
import onestop.kernel.Failure;
import onestop.kernel.OfficerId;
import onestop.procedures.StepForm;
import org.springframework.stereotype.Service;

/** Ends of steps that the officer takes back. */
@Service
public final class TakenBackSteps {
  /** How far back the end of an item is looked for; beyond it nothing is taken back anyway. */
  private static final Duration LOOKED_BACK = Duration.ofDays(1);

  private final TakeBacks takeBacks;
  private final Dossiers dossiers;
  private final DossierAccess access;
  private final WorkItems workItems;
  private final WorkDrafts drafts;
  private final Clock clock;

  TakenBackSteps(
      TakeBacks takeBacks,
      Dossiers dossiers,
      DossierAccess access,
      WorkItems workItems,
      WorkDrafts drafts,
      Clock clock) {
    this.takeBacks = takeBacks;
    this.dossiers = dossiers;
    this.access = access;
    this.workItems = workItems;
    this.drafts = drafts;
    this.clock = clock;
  }

  /**
   * The end of a step that the caller may try to take back.
   *
   * @param workItemId the item that has ended
   * @param until the last moment for it
   */
  public record Offer(String workItemId, String step, Instant until) {}

  /** The last end of a step of the dossier, if the caller may try to take it back now. */
  public Optional<Offer> offer(DossierCode code, Caller caller) {
    return takeBacks
        .open(dossiers.events(code), caller.id())
        .flatMap(
            end ->
                takeBacks
                    .until(end)
                    .map(
                        until ->
                            new Offer(
                                String.valueOf(end.details().get(StepCompletion.ITEM)),
                                String.valueOf(end.step()),
                                until)));
  }

  /** Takes the end of one item back, as {@link TakeBacks#take}. */
  public TakeBacks.Again take(String workItemId, Caller caller) {
    return take(List.of(workItemId), caller).get(0).orThrow();
  }

  /**
   * Takes the ends of items back; each succeeds or fails by itself, in the order of the ids. What
   * the officer had typed waits at the step as a draft.
   */
  public List<Outcome<TakeBacks.Again>> take(List<String> workItemIds, Caller caller) {
    List<Optional<TakeBacks.End>> ends = ends(workItemIds, caller);
    Iterator<Outcome<TakeBacks.Again>> taken =
        takeBacks.take(ends.stream().flatMap(Optional::stream).toList(), caller.actor()).iterator();
    List<Outcome<TakeBacks.Again>> outcomes = new ArrayList<>();
    for (Optional<TakeBacks.End> end : ends) {
      outcomes.add(
          end.isPresent()
              ? taken.next()
              : new Outcome<>(null, Failure.notFound("desk", "no-such-end")));
    }
    keep(outcomes.stream().map(Outcome::value).filter(Objects::nonNull).toList(), caller.id());
    return outcomes;
  }

  /** The ends of the items that the caller may read, in the order of the ids. */
  private List<Optional<TakeBacks.End>> ends(List<String> workItemIds, Caller caller) {
    Map<String, DossierEvent> ended =
        dossiers.completions(workItemIds, clock.instant().minus(LOOKED_BACK));
    Map<DossierCode, Reading> readings =
        access.of(
            caller, ended.values().stream().map(DossierEvent::dossier).collect(Collectors.toSet()));
    return workItemIds.stream()
        .map(
            id ->
                Optional.ofNullable(ended.get(id))
                    .map(DossierEvent::dossier)
                    .filter(code -> readings.get(code) == Reading.OPEN)
                    .map(code -> new TakeBacks.End(code, id)))
        .toList();
  }

  /** If we die before, the step is back and its form is empty: the note stays in the events. */
  private void keep(List<TakeBacks.Again> taken, OfficerId officer) {
    Map<String, WorkItem> waiting =
        workItems.find(taken.stream().map(TakeBacks.Again::workItemId).toList()).stream()
            .collect(Collectors.toMap(WorkItem::id, Function.identity()));
    for (TakeBacks.Again again : taken) {
      WorkItem item = waiting.get(again.workItemId());
      if (item != null) {
        drafts.save(again.workItemId(), officer, 0, typed(again, item));
      }
    }
  }

  private static Map<String, String> typed(TakeBacks.Again again, WorkItem item) {
    Map<String, Object> facts = again.end().details();
    String word = String.valueOf(facts.get("outcome"));
    Map<String, String> typed = new LinkedHashMap<>();
    typed.put("outcome", word);
    if (facts.get("note") instanceof String note) {
      StepForm form = StepForm.of(item, word);
      typed.put(form.code() + "-note", note);
    }
    return typed;
  }
}
