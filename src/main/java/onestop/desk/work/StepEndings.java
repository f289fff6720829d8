package onestop.desk.work;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import onestop.desk.Caller;
import onestop.desk.reading.DossierAccess;
import onestop.desk.reading.ReadingScope.Reading;
import onestop.desk.reading.SeenItem;
import onestop.desk.reading.SeenItems;
import onestop.dossiers.Dossiers;
import onestop.dossiers.life.DossierEvent;
import onestop.dossiers.steps.StepCompletion;
import onestop.dossiers.steps.StepPayload;
import onestop.dossiers.undo.StandingSteps;
import onestop.kernel.Actor;
import onestop.kernel.DossierCode;
import onestop.kernel.Failure;
import onestop.kernel.OfficerId;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/**
 * The ends of work items that are gone, read from the events of their dossiers: a completion that
 * is sent again is told from one that came too late.
 */
@Service
public final class StepEndings {
  private static final String COMPLETED = "STEP_COMPLETED";

  /** How long after the end of a step its completion may be sent again with the item's id alone. */
  private static final Duration LOOKED_BACK = Duration.ofDays(1);

  private final SeenItems seen;
  private final DossierAccess access;
  private final Dossiers dossiers;
  private final Clock clock;

  StepEndings(SeenItems seen, DossierAccess access, Dossiers dossiers, Clock clock) {
    this.seen = seen;
    this.access = access;
    this.dossiers = dossiers;
    this.clock = clock;
  }

  /**
   * The end of a work item, as recorded.
   *
   * @param by the officer who ended it
   * @param outcome the recorded outcome
   */
  public record Ending(
      DossierCode dossier, String step, OfficerId by, Instant at, String outcome) {}

  /**
   * A completion that came when its item did not wait any more.
   *
   * @param told what the sender knows of the item; null if nothing
   * @param forms the forms that it may have meant, one in most cases
   */
  public record Late(String id, @Nullable SeenItem told, String outcome, List<StepPayload> forms) {}

  /**
   * The end of an item that does not wait any more, for an officer who repeats its completion.
   *
   * @param gone the failure that says so; thrown again if no end is on record that the caller may
   *     read
   * @throws Failure {@code desk/step-ended} if another officer has ended it, {@code
   *     desk/step-ended-otherwise} if the caller has, with another outcome or another form, {@code
   *     desk/step-taken-back} if the caller has taken that end back
   */
  public Ending of(Late late, Caller caller, Failure gone) {
    DossierEvent event =
        recorded(late)
            .filter(one -> access.of(caller, one.dossier()) == Reading.OPEN)
            .orElseThrow(() -> gone);
    Ending ending = ending(event).orElseThrow(() -> gone);
    if (!ending.by().equals(caller.id())) {
      throw conflict("step-ended", ending, gone);
    }
    if (StandingSteps.takenBack(late.id(), dossiers.events(ending.dossier())).isPresent()) {
      throw conflict("step-taken-back", ending, gone);
    }
    boolean same =
        ending.outcome().equals(late.outcome())
            && late.forms().stream().anyMatch(form -> StepCompletion.fits(form, event.details()));
    if (!same) {
      throw conflict("step-ended-otherwise", ending, gone);
    }
    return ending;
  }

  private static Failure conflict(String slug, Ending ending, Failure gone) {
    return Failure.conflict(
            "desk",
            slug,
            "holder",
            ending.by().value(),
            "code",
            ending.dossier().value(),
            "at",
            ending.at(),
            "outcome",
            ending.outcome())
        .causedBy(gone);
  }

  /** Whether a failure says that an item does not wait any more. */
  public static boolean isGone(Failure failure) {
    return failure.module().equals("engine") && failure.slug().equals("work-item-gone");
  }

  /**
   * The completion of the item by its id; of an item that the sender tells of, and whose completion
   * does not name it, the last one of the step since it began to wait.
   */
  private Optional<DossierEvent> recorded(Late late) {
    Optional<SeenItem> item = seen.find(late.id()).or(() -> Optional.ofNullable(late.told()));
    if (item.isEmpty()) {
      return dossiers.completion(late.id(), clock.instant().minus(LOOKED_BACK));
    }
    List<DossierEvent> ends =
        dossiers.events(item.get().dossier()).stream()
            .filter(event -> event.kind().equals(COMPLETED))
            .toList();
    return ends.stream()
        .filter(event -> StepCompletion.isOf(late.id(), event.details()))
        .findFirst()
        .or(() -> ends.stream().filter(event -> isEnd(event, item.get())).reduce((a, b) -> b));
  }

  private static boolean isEnd(DossierEvent event, SeenItem item) {
    return item.step().equals(event.step()) && !event.at().isBefore(item.since());
  }

  private static Optional<Ending> ending(DossierEvent event) {
    return event.actor() instanceof Actor.Officer officer
        ? Optional.of(
            new Ending(
                event.dossier(),
                String.valueOf(event.step()),
                officer.id(),
                event.at(),
                String.valueOf(event.details().get("outcome"))))
        : Optional.empty();
  }
}
