package onestop.sla;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import onestop.calendar.CalendarVersion;
import onestop.kernel.Actor;
import onestop.kernel.DossierCode;
import onestop.sla.SlaClockStore.ClockRow;
import onestop.sla.SlaClockStore.Reckoned;
import onestop.sla.SlaClocks.Moved;
import onestop.sla.SlaClocks.Recalculation;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** Moves running clocks to another version of their calendar, in the caller's transaction. */
@Component
class Recalculator {
  private final SlaClockStore clocks;
  private final CalendarChangeStore changes;
  private final DossierLocks dossiers;
  private final Reckoner reckoner;
  private final ApplicationEventPublisher events;

  Recalculator(
      SlaClockStore clocks,
      CalendarChangeStore changes,
      DossierLocks dossiers,
      Reckoner reckoner,
      ApplicationEventPublisher events) {
    this.clocks = clocks;
    this.changes = changes;
    this.dossiers = dossiers;
    this.reckoner = reckoner;
    this.events = events;
  }

  /** A clock before and after. */
  private record Change(ClockRow before, Reckoned after) {
    boolean movesDue() {
      return !after.dueAt().equals(before.now().dueAt());
    }

    boolean movesLetter() {
      return !after.apologyBy().equals(before.now().apologyBy());
    }

    boolean movesMarks() {
      return !after.marks().equals(before.now().marks());
    }

    Moved due() {
      return new Moved(before.dossier(), before.now().dueAt(), after.dueAt());
    }

    Moved letter() {
      return new Moved(before.dossier(), before.now().apologyBy(), after.apologyBy());
    }
  }

  Recalculation preview(CalendarVersion to) {
    return result(to, examine(to, clocks.runningOn(to.calendar()), clocks::find));
  }

  /**
   * Recalculates each row under its lock, from the facts as of that lock: first all dossiers are
   * locked, then all clocks. A crash before the caller's commit changes nothing; after the commit
   * all is in place, timers and record included.
   */
  Recalculation apply(CalendarVersion to, Actor author, Instant at) {
    List<DossierCode> running = clocks.runningOn(to.calendar());
    dossiers.lockInOrder(running);
    clocks.lock(running);
    List<Change> examined = examine(to, running, clocks::lock);
    Recalculation result = result(to, examined);
    changes.insert(result, author, at);
    for (Change change : examined) {
      ClockRow row = change.before();
      if (!to.equals(row.now().calendar())) {
        clocks.update(row, change.after(), row.paused());
      }
    }
    for (Change change : examined) {
      if (change.movesDue() || change.movesLetter() || change.movesMarks()) {
        ClockRow row = clocks.find(change.before().dossier()).orElseThrow();
        events.publishEvent(new ClockMoved(row.dossier(), row.now().dueAt(), row.nextMarkAt(), at));
      }
    }
    return result;
  }

  /** Moves the clocks to the new version that started on the old one during a recalculation. */
  List<Recalculation> catchUp(Actor author, Instant at) {
    return changes.newest().stream()
        .filter(clocks::anyBehind)
        .map(version -> apply(version, author, at))
        .toList();
  }

  private List<Change> examine(
      CalendarVersion to,
      List<DossierCode> running,
      Function<DossierCode, Optional<ClockRow>> take) {
    List<Change> examined = new ArrayList<>();
    for (DossierCode dossier : running) {
      take.apply(dossier)
          .filter(row -> row.stoppedAt() == null)
          .ifPresent(row -> examined.add(new Change(row, after(row, to))));
    }
    return examined;
  }

  private Reckoned after(ClockRow row, CalendarVersion to) {
    return row.now().calendar().equals(to)
        ? row.now()
        : reckoner.anew(row, to, row.now().appointmentNo());
  }

  private static Recalculation result(CalendarVersion to, List<Change> examined) {
    return new Recalculation(
        to,
        examined.size(),
        examined.stream().filter(Change::movesDue).map(Change::due).toList(),
        examined.stream().filter(Change::movesLetter).map(Change::letter).toList());
  }
}
