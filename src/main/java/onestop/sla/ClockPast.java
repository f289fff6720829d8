package onestop.sla;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import onestop.calendar.CalendarVersion;
import onestop.kernel.DossierCode;
import onestop.sla.CalendarChangeStore.Change;
import onestop.sla.Reckoner.Span;
import onestop.sla.SlaClockStore.ClockRow;
import onestop.sla.clock.ClockPause;
import onestop.sla.clock.ClockTerms.Adjusted;
import onestop.sla.clock.ClockTerms.History;
import onestop.sla.clock.DueDateAdjustment;
import onestop.sla.clock.PastClock;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Clocks as they stood at a moment of the past.
 *
 * <p>No stored value that a later event overwrites is used: each date is computed again from the
 * facts at the start and from the pauses, adjustments and calendar changes up to the moment. For
 * the present moment the result equals the stored clock.
 */
@Service
public class ClockPast {
  private final SlaClockStore clocks;
  private final ClockHistoryStore history;
  private final CalendarChangeStore changes;
  private final Reckoner reckoner;

  ClockPast(
      SlaClockStore clocks,
      ClockHistoryStore history,
      CalendarChangeStore changes,
      Reckoner reckoner) {
    this.clocks = clocks;
    this.history = history;
    this.changes = changes;
    this.reckoner = reckoner;
  }

  /** The last event of a clock to be counted: by moment and by number of adjustments. */
  private record Until(Instant at, int adjustments) {}

  /** The complete record of a clock. */
  private record Whole(ClockRow row, List<ClockPause> pauses, List<Adjusted> adjustments) {
    History until(Until until) {
      return new History(
          row.start().receivedAt(),
          row.start().term(),
          pauses.stream()
              .filter(pause -> !pause.from().isAfter(until.at()))
              .map(pause -> asOf(pause, until.at()))
              .toList(),
          adjustments.subList(0, until.adjustments()));
    }

    private static ClockPause asOf(ClockPause pause, Instant at) {
      Instant to = pause.to();
      return to == null || !to.isAfter(at)
          ? pause
          : new ClockPause(pause.no(), pause.order(), pause.from(), null);
    }

    /** The number of adjustments made up to {@code at}. */
    int adjustedBy(Instant at) {
      return (int) adjustments.stream().filter(one -> !one.at().isAfter(at)).count();
    }

    /**
     * The number of adjustments before that of the letter; null if no letter had moved the clock.
     */
    @Nullable Integer beforeLetter(int made) {
      for (int i = 0; i < made; i++) {
        if (adjustments.get(i).adjustment() instanceof DueDateAdjustment.ApologyExtension) {
          return i;
        }
      }
      return null;
    }
  }

  /**
   * The clocks of {@code dossiers} at {@code moment}, inclusive, in the order of the codes. A
   * dossier without a clock has no entry; a dossier received after {@code moment} has its first
   * dates.
   */
  @Transactional(readOnly = true)
  public Map<DossierCode, PastClock> at(Collection<DossierCode> dossiers, Instant moment) {
    Map<DossierCode, PastClock> found = new LinkedHashMap<>();
    if (dossiers.isEmpty()) {
      return found;
    }
    Map<DossierCode, List<ClockPause>> pauses = history.pausesOf(dossiers);
    Map<DossierCode, List<Adjusted>> adjustments = history.adjustmentsOf(dossiers);
    List<Change> calendars = changes.until(moment);
    for (ClockRow row : clocks.rows(dossiers)) {
      DossierCode code = row.dossier();
      Whole whole =
          new Whole(
              row, pauses.getOrDefault(code, List.of()), adjustments.getOrDefault(code, List.of()));
      found.put(code, past(whole, moment, calendars));
    }
    return found;
  }

  private PastClock past(Whole whole, Instant moment, List<Change> calendars) {
    ClockRow row = whole.row();
    Instant stopped = row.stoppedAt();
    Instant at = stopped != null && stopped.isBefore(moment) ? stopped : moment;
    int made = whole.adjustedBy(at);
    History history = whole.until(new Until(at, made));
    Span now = reckoner.span(row, calendar(row, at, calendars), history);
    Integer before = whole.beforeLetter(made);
    Span lawful = now;
    if (before != null) {
      Instant letter = whole.adjustments().get(before).at();
      lawful =
          reckoner.span(
              row, calendar(row, letter, calendars), whole.until(new Until(letter, before)));
    }
    return new PastClock(
        row.dossier(),
        row.dueOriginalAt(),
        lawful.dueAt(),
        now.dueAt(),
        lawful.apologyBy(),
        before == null ? 1 : 2,
        new ArrayList<>(history.pauses()),
        List.copyOf(history.adjustments()));
  }

  /** The calendar version in use at {@code at}: the first one, or the last one applied since. */
  private static CalendarVersion calendar(ClockRow row, Instant at, List<Change> calendars) {
    CalendarVersion version = row.start().calendar();
    for (Change change : calendars) {
      boolean running = !change.at().isBefore(row.start().receivedAt()) && !change.at().isAfter(at);
      if (running && change.to().calendar().equals(version.calendar())) {
        version = change.to();
      }
    }
    return version;
  }
}
