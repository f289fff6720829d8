package onestop.sla;

import java.time.Instant;
import onestop.kernel.DossierCode;
import onestop.kernel.Failure;
import onestop.sla.SlaClockStore.ClockRow;
import onestop.sla.clock.ClockPause;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * The standing of a clock for a list of work: its due dates, and why it is paused. A clock that the
 * transaction has locked is read from its memory.
 */
@Component
public class ClockStandings {
  private final SlaClockStore clocks;
  private final ClockHistoryStore history;

  ClockStandings(SlaClockStore clocks, ClockHistoryStore history) {
    this.clocks = clocks;
    this.history = history;
  }

  /**
   * The standing of one clock.
   *
   * @param dueLawfulAt the due date by which timeliness is judged, never moved by a letter
   * @param letterBy the last moment for the letter of apology
   * @param calendar the name of the calendar that the clock counts by
   * @param hoursRevision the revision of the agency's office hours that the clock counts by
   * @param waiting the open pause; null while the clock runs
   * @param again whether a letter of apology has given the current due date
   */
  public record ClockStanding(
      Instant dueCurrentAt,
      Instant dueLawfulAt,
      Instant letterBy,
      String calendar,
      int hoursRevision,
      @Nullable ClockPause waiting,
      boolean again) {}

  /**
   * The standing of the dossier's clock.
   *
   * @throws Failure {@code sla/no-clock} if the dossier has none
   */
  @Transactional(readOnly = true)
  public ClockStanding of(DossierCode dossier) {
    ClockRow row =
        clocks
            .find(dossier)
            .orElseThrow(() -> Failure.notFound("sla", "no-clock", "code", dossier.value()));
    boolean again = row.now().appointmentNo() > 1;
    return new ClockStanding(
        row.now().dueAt(),
        again ? history.beforeLetter(dossier).orElse(row.dueOriginalAt()) : row.now().dueAt(),
        row.now().apologyBy(),
        row.now().calendar().calendar(),
        row.hoursRevision(),
        row.paused() ? waiting(dossier) : null,
        again);
  }

  private @Nullable ClockPause waiting(DossierCode dossier) {
    return history.pauses(dossier).stream()
        .filter(pause -> pause.to() == null)
        .findFirst()
        .orElse(null);
  }
}
