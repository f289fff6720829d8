package onestop.dossiers.undo;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import onestop.dossiers.life.DossierEvent;
import onestop.dossiers.life.DossierJournal;
import onestop.dossiers.life.DossierJournal.Fact;
import onestop.dossiers.life.DossierOutcome;
import onestop.dossiers.life.DossierStore;
import onestop.dossiers.life.OfficialSignature;
import onestop.dossiers.steps.StepCompletion;
import onestop.engine.CommandGateway;
import onestop.engine.CommandGateway.Command;
import onestop.engine.CommandGateway.Outcome;
import onestop.engine.CommandGateway.Target;
import onestop.engine.WorkItem;
import onestop.engine.WorkItems;
import onestop.kernel.Actor;
import onestop.kernel.DossierCode;
import onestop.kernel.Failure;
import onestop.kernel.OfficerId;
import onestop.procedures.LetterModel;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Service;

/**
 * Takes the end of a step back: its officer has the step again, the item that it led to ends, and
 * no clock moves. Possible for a short time, while nobody has taken the following step and nothing
 * else has come of the end: no announced step, no letter, no paper, no further event. The end stays
 * on record, and beside it that it was taken back.
 */
@Service
@EnableConfigurationProperties(TakeBackSettings.class)
public class TakeBacks {
  /** Records beside the process, which the following step does not depend on. */
  private static final Set<String> BESIDE =
      Set.of("FILE_ADDED", "FILE_REPLACED", "FILE_REMOVED", "CONTACT_CORRECTED", "NOTE_RECORDED");

  private final DossierStore store;
  private final DossierJournal journal;
  private final WorkItems workItems;
  private final CommandGateway gateway;
  private final TakeBackSettings settings;
  private final Clock clock;

  TakeBacks(
      DossierStore store,
      DossierJournal journal,
      WorkItems workItems,
      CommandGateway gateway,
      TakeBackSettings settings,
      Clock clock) {
    this.store = store;
    this.journal = journal;
    this.workItems = workItems;
    this.gateway = gateway;
    this.settings = settings;
    this.clock = clock;
  }

  /**
   * The end of a step.
   *
   * @param workItemId the item that has ended
   */
  public record End(DossierCode dossier, String workItemId) {}

  /** A step that waits again, held by the officer who took it back. */
  public record Again(String workItemId, DossierCode dossier, String step, DossierEvent end) {}

  /**
   * Takes ends of steps back, each by itself; the outcomes are in the order given.
   *
   * @throws Failure in the outcomes: {@code dossiers/no-such-end}, {@code dossiers/end-not-yours},
   *     {@code dossiers/taken-back-before}, {@code dossiers/take-back-late}, {@code
   *     dossiers/take-back-followed}, {@code dossiers/take-back-moved-on}, {@code
   *     dossiers/take-back-held}, or {@code engine/no-way-back}
   */
  public List<Outcome<Again>> take(List<End> ends, Actor.Officer by) {
    return gateway.runAll(
        ends.stream()
            .map(end -> new Command<>(new Target.OfDossier(end.dossier()), () -> takeOne(end, by)))
            .toList());
  }

  /** Until when the officer of that end of a step may take it back; empty for another event. */
  public Optional<Instant> until(DossierEvent end) {
    return end.kind().equals(StandingSteps.ENDED) && end.details().containsKey(StepCompletion.ITEM)
        ? Optional.of(end.at().plus(settings.within()))
        : Optional.empty();
  }

  /**
   * The last end of a step of the dossier that this officer could take back now, as far as the
   * events say; empty if there is none.
   */
  public Optional<DossierEvent> open(List<DossierEvent> events, OfficerId officer) {
    Instant now = clock.instant();
    List<DossierEvent> standing = StandingSteps.of(events);
    return standing.isEmpty()
        ? Optional.empty()
        : Optional.of(standing.get(standing.size() - 1))
            .filter(end -> isBy(end, officer))
            .filter(end -> until(end).filter(last -> !now.isAfter(last)).isPresent())
            .filter(end -> following(end, events).isEmpty())
            .filter(end -> !end.details().containsKey("assignedTo"));
  }

  private Again takeOne(End asked, Actor.Officer by) {
    journal.lock(asked.dossier());
    List<DossierEvent> events = store.events(asked.dossier());
    DossierEvent end =
        events.stream()
            .filter(event -> event.kind().equals(StandingSteps.ENDED))
            .filter(event -> StepCompletion.isOf(asked.workItemId(), event.details()))
            .findFirst()
            .orElseThrow(() -> Failure.notFound("dossiers", "no-such-end"));
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    require(end, events, by, now);
    WorkItem next = next(end);
    String step = String.valueOf(end.step());
    workItems.goBack(next.id(), step, String.valueOf(end.details().get("outcome")));
    WorkItem again =
        workItems.of(end.dossier()).stream()
            .filter(item -> item.step().equals(step) && !item.id().equals(next.id()))
            .reduce((earlier, later) -> later)
            .orElseThrow(() -> new IllegalStateException("not back at " + step));
    workItems.assign(again.id(), by.id());
    record(
        end,
        StandingSteps.of(events),
        again,
        new Fact(StandingSteps.TAKEN_BACK, now, by, end.agency(), end.step(), facts(end)));
    return new Again(again.id(), end.dossier(), step, end);
  }

  private void require(DossierEvent end, List<DossierEvent> events, Actor.Officer by, Instant now) {
    if (!isBy(end, by.id())) {
      throw Failure.forbidden("dossiers", "end-not-yours", "holder", end.actor().name());
    }
    Optional<DossierEvent> before =
        StandingSteps.takenBack(String.valueOf(end.details().get(StepCompletion.ITEM)), events);
    if (before.isPresent()) {
      throw Failure.conflict("dossiers", "taken-back-before", "at", before.get().at());
    }
    if (now.isAfter(end.at().plus(settings.within()))) {
      throw Failure.conflict(
          "dossiers", "take-back-late", "at", end.at(), "minutes", settings.within().toMinutes());
    }
    following(end, events)
        .ifPresent(
            later -> {
              throw Failure.conflict(
                  "dossiers", "take-back-followed", "event", later.kind(), "at", later.at());
            });
  }

  private static boolean isBy(DossierEvent end, OfficerId officer) {
    return end.actor() instanceof Actor.Officer who && who.id().equals(officer);
  }

  /** The first later event that the following step may depend on. */
  private static Optional<DossierEvent> following(DossierEvent end, List<DossierEvent> events) {
    return events.stream()
        .filter(event -> event.no() > end.no() && !BESIDE.contains(event.kind()))
        .findFirst();
  }

  /** The one item that the end led to, while nobody holds it. */
  private WorkItem next(DossierEvent end) {
    List<WorkItem> begun =
        workItems.of(end.dossier()).stream()
            .filter(item -> !item.processKey().equals(LetterModel.PROCESS))
            .filter(item -> !item.createdAt().isBefore(end.at()))
            .toList();
    if (begun.size() != 1) {
      throw Failure.conflict("dossiers", "take-back-moved-on", "code", end.dossier().value());
    }
    WorkItem next = workItems.get(begun.get(0).id()); // its holder as of this transaction
    OfficerId holder = next.assignee();
    if (holder != null) {
      throw Failure.conflict(
          "dossiers", "take-back-held", "step", next.step(), "holder", holder.value());
    }
    return next;
  }

  private static Map<String, Object> facts(DossierEvent end) {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put(StepCompletion.ITEM, end.details().get(StepCompletion.ITEM));
    facts.put("outcome", String.valueOf(end.details().get("outcome")));
    return facts;
  }

  /** Records the fact; what the end added to the outcome of the dossier goes. */
  private void record(DossierEvent end, List<DossierEvent> standing, WorkItem again, Fact fact) {
    List<DossierEvent> earlier = new ArrayList<>(standing);
    earlier.removeIf(event -> event.no() == end.no() || !sameStep(event, end));
    DossierEvent before = earlier.isEmpty() ? null : earlier.get(earlier.size() - 1);
    boolean signs =
        end.details().containsKey("signedBy")
            && again.normalOutcome().equals(end.details().get("outcome"));
    journal.restore(
        end.dossier(),
        fact,
        outcome -> {
          DossierOutcome unsigned =
              signs ? outcome.signedBy(signature(earlier, again.normalOutcome())) : outcome;
          return again.place().kept()
              ? unsigned.doneBy(again.step(), before == null ? null : officer(before))
              : unsigned;
        });
  }

  private static boolean sameStep(DossierEvent one, DossierEvent other) {
    return String.valueOf(one.step()).equals(other.step());
  }

  private static @Nullable OfficerId officer(DossierEvent event) {
    return event.actor() instanceof Actor.Officer who ? who.id() : null;
  }

  private static @Nullable OfficialSignature signature(List<DossierEvent> earlier, String outcome) {
    return earlier.stream()
        .filter(event -> event.details().containsKey("signedBy"))
        .filter(event -> outcome.equals(event.details().get("outcome")))
        .reduce((first, second) -> second)
        .map(event -> OfficialSignature.of(event.details(), event.at()))
        .orElse(null);
  }
}
