package onestop.desk.work;

import java.time.Instant;
import java.util.Optional;
import onestop.desk.Caller;
import onestop.desk.reading.DossierAccess;
import onestop.desk.reading.ReadingScope.Reading;
import onestop.desk.reading.SeenItem;
import onestop.desk.reading.SeenItems;
import onestop.dossiers.Dossiers;
import onestop.dossiers.life.DossierEvent;
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

  private final SeenItems seen;
  private final DossierAccess access;
  private final Dossiers dossiers;

  StepEndings(SeenItems seen, DossierAccess access, Dossiers dossiers) {
    this.seen = seen;
    this.access = access;
    this.dossiers = dossiers;
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
   * The end of an item that does not wait any more, for an officer who repeats its completion.
   *
   * @param told what the sender knows of the item; null if nothing
   * @param gone the failure that says so; thrown again if no end is on record that the caller may
   *     read
   * @throws Failure {@code desk/step-ended} if another officer has ended it
   */
  public Ending of(String id, @Nullable SeenItem told, Caller caller, Failure gone) {
    Ending ending =
        seen.find(id)
            .or(() -> Optional.ofNullable(told))
            .filter(item -> access.of(caller, item.dossier()) == Reading.OPEN)
            .flatMap(this::recorded)
            .orElseThrow(() -> gone);
    if (!ending.by().equals(caller.id())) {
      throw Failure.conflict(
              "desk",
              "step-ended",
              "holder",
              ending.by().value(),
              "code",
              ending.dossier().value(),
              "at",
              ending.at())
          .causedBy(gone);
    }
    return ending;
  }

  /** Whether a failure says that an item does not wait any more. */
  public static boolean isGone(Failure failure) {
    return failure.module().equals("engine") && failure.slug().equals("work-item-gone");
  }

  /** The last completion of the step since the item began to wait. */
  private Optional<Ending> recorded(SeenItem item) {
    return dossiers.events(item.dossier()).stream()
        .filter(event -> event.kind().equals(COMPLETED))
        .filter(event -> item.step().equals(event.step()) && !event.at().isBefore(item.since()))
        .reduce((before, after) -> after)
        .flatMap(StepEndings::ending);
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
