package onestop.sla;

import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import onestop.calendar.CalendarVersion;
import onestop.calendar.Calendars;
import onestop.calendar.WorkingCalendar;
import onestop.procedures.Catalogue;
import onestop.procedures.RulePack;
import onestop.sla.SlaClockStore.ClockRow;
import onestop.sla.SlaClockStore.Reckoned;
import onestop.sla.clock.ClockStart;
import onestop.sla.clock.ClockTerms;
import onestop.sla.clock.ClockTerms.History;
import onestop.sla.clock.DueDate;
import onestop.sla.clock.Ladder;
import onestop.sla.clock.Mark;
import onestop.sla.clock.ScheduledMark;
import onestop.sla.clock.SlaClock;
import org.springframework.stereotype.Component;

/** Applies the pure clock to the stored facts of a dossier. Read-only. */
@Component
class Reckoner {
  private final Calendars calendars;
  private final Catalogue catalogue;
  private final ClockHistoryStore history;

  Reckoner(Calendars calendars, Catalogue catalogue, ClockHistoryStore history) {
    this.calendars = calendars;
    this.catalogue = catalogue;
    this.history = history;
  }

  /** The first dates and marks of a clock. */
  Reckoned first(ClockStart start, int hoursRevision) {
    ClockTerms terms = terms(start, start.calendar(), hoursRevision);
    return reckoned(terms, History.of(start.receivedAt(), start.term()), 1, Set.of());
  }

  /** What holds now for that appointment, by the calendar that the clock keeps. */
  Reckoned anew(ClockRow row, int appointmentNo) {
    return anew(row, row.now().calendar(), appointmentNo);
  }

  /** The present dates and marks, by {@code calendar}, for appointment {@code appointmentNo}. */
  Reckoned anew(ClockRow row, CalendarVersion calendar, int appointmentNo) {
    Set<Mark> reached = EnumSet.noneOf(Mark.class);
    history.reached(row.dossier()).stream()
        .filter(mark -> mark.appointmentNo() == appointmentNo)
        .forEach(mark -> reached.add(mark.mark()));
    ClockTerms terms = terms(row.start(), calendar, row.hoursRevision());
    return reckoned(terms, history(row), appointmentNo, reached);
  }

  private static Reckoned reckoned(
      ClockTerms terms, History history, int appointmentNo, Set<Mark> reached) {
    SlaClock clock = new SlaClock(terms);
    Instant due = clock.due(history);
    Instant apologyBy = clock.apologyBy(history, due);
    List<ScheduledMark> marks =
        new Ladder(terms)
            .marks(history, new Ladder.Span(due, apologyBy, appointmentNo)).stream()
                .filter(mark -> !reached.contains(mark.mark()))
                .toList();
    return new Reckoned(terms.calendar().version(), due, apologyBy, appointmentNo, marks);
  }

  DueDate explain(ClockRow row) {
    return new SlaClock(terms(row.start(), row.now().calendar(), row.hoursRevision()))
        .explain(history(row));
  }

  /** The account of a clock with that history, by the calendar on which it starts. */
  DueDate explain(ClockStart start, int hoursRevision, History history) {
    return new SlaClock(terms(start, start.calendar(), hoursRevision)).explain(history);
  }

  Instant original(ClockRow row) {
    ClockStart start = row.start();
    return new SlaClock(terms(start, start.calendar(), row.hoursRevision()))
        .original(start.receivedAt(), start.term());
  }

  /** The due moment and the last moment for its letter, computed from {@code history}. */
  Span span(ClockRow row, CalendarVersion calendar, History history) {
    SlaClock clock = new SlaClock(terms(row.start(), calendar, row.hoursRevision()));
    Instant due = clock.due(history);
    return new Span(due, clock.apologyBy(history, due));
  }

  /** The calendar and office hours of the day of receipt; later changes do not affect them. */
  WorkingCalendar firstCalendar(ClockRow row) {
    ClockStart start = row.start();
    return calendars.version(start.calendar(), start.agency(), row.hoursRevision());
  }

  /** A due moment and the last moment for the letter that belongs to it. */
  record Span(Instant dueAt, Instant apologyBy) {}

  /** The rule pack of a clock; it never changes. */
  RulePack pack(ClockStart start) {
    return catalogue.rulePack(start.rulePack(), start.rulePackVersion());
  }

  private History history(ClockRow row) {
    return new History(
        row.start().receivedAt(),
        row.start().term(),
        history.pauses(row.dossier()),
        history.adjustments(row.dossier()));
  }

  private ClockTerms terms(ClockStart start, CalendarVersion calendar, int hoursRevision) {
    RulePack pack = pack(start);
    return new ClockTerms(
        calendars.version(calendar, start.agency(), hoursRevision),
        pack.clock(),
        pack.apology(),
        pack.ladder());
  }
}
