package onestop.sla;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import onestop.calendar.CalendarVersion;
import onestop.calendar.Calendars;
import onestop.kernel.Actor;
import onestop.kernel.DossierCode;
import onestop.kernel.Failure;
import onestop.procedures.Catalogue;
import onestop.procedures.RulePack;
import onestop.sla.ClockTerms.Adjusted;
import onestop.sla.ClockTerms.History;
import onestop.sla.SlaClockStore.ClockRow;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The legal clocks of all dossiers. Every command locks the clock's row, joins the caller's
 * transaction and takes the time as an argument; outages, suspended processes and restarts move
 * nothing.
 */
@Service
public class SlaClocks {
  /** Where the next mark lies while none is to come or the clock is paused. */
  public static final Instant PARKED = Instant.parse("9999-01-01T00:00:00Z");

  private final SlaClockStore store;
  private final Calendars calendars;
  private final Catalogue catalogue;
  private final ApplicationEventPublisher events;

  SlaClocks(
      SlaClockStore store,
      Calendars calendars,
      Catalogue catalogue,
      ApplicationEventPublisher events) {
    this.store = store;
    this.calendars = calendars;
    this.catalogue = catalogue;
    this.events = events;
  }

  /** Starts the clock of a dossier; a dossier has one clock for life. */
  @Transactional
  public ClockState start(ClockStart start) {
    ClockTerms terms = terms(start);
    SlaClock clock = new SlaClock(terms);
    Instant due = clock.original(start.receivedAt(), start.term());
    store.insert(start, reckoned(clock, terms, start, due, 1), due);
    return state(start.dossier());
  }

  /** Stops the count; a failure {@code sla/already-paused} if it stands still already. */
  @Transactional
  public ClockState pause(DossierCode dossier, ClockPause.Order order, Instant at) {
    ClockRow row = running(dossier);
    List<ClockPause> pauses = store.pauses(dossier);
    if (row.paused()) {
      throw Failure.conflict("sla", "already-paused", "code", dossier.value());
    }
    store.insertPause(dossier, new ClockPause(pauses.size() + 1, order, at, null));
    store.setPaused(row);
    return moved(dossier, at);
  }

  /** Lets the count go on and recomputes what remains. */
  @Transactional
  public ClockState resume(DossierCode dossier, Actor author, Instant at) {
    ClockRow row = running(dossier);
    if (!row.paused()) {
      throw Failure.conflict("sla", "not-paused", "code", dossier.value());
    }
    store.endPause(dossier, author, at);
    reckon(row.start(), row.appointmentNo());
    return moved(dossier, at);
  }

  /**
   * Moves the due date for one of the reasons the law knows.
   *
   * @throws Failure {@code sla/one-apology-extension} for a second extension by apology
   */
  @Transactional
  public ClockState adjust(DossierCode dossier, DueDateAdjustment adjustment, Instant at) {
    ClockRow row = running(dossier);
    int appointment = row.appointmentNo();
    if (adjustment instanceof DueDateAdjustment.ApologyExtension) {
      if (appointment > 1) {
        throw Failure.conflict("sla", "one-apology-extension", "code", dossier.value());
      }
      appointment = 2;
    }
    Instant before = row.dueCurrentAt();
    int no = store.insertAdjustment(dossier, adjustment, at);
    Instant after = reckon(row.start(), appointment);
    if (after.isBefore(before)) {
      throw Failure.badInput("sla", "due-not-later", "code", dossier.value(), "due", after);
    }
    store.noteEffect(dossier, no, before, after);
    return moved(dossier, at);
  }

  /** The dossier is closed: no more marks. Stopping a stopped clock changes nothing. */
  @Transactional
  public void stop(DossierCode dossier, Instant at) {
    ClockRow row = store.lock(dossier).orElseThrow(() -> unknown(dossier));
    if (row.stoppedAt() == null) {
      store.stop(row, at);
    }
  }

  /**
   * Records every mark at or before {@code now} that has not been recorded, in order, and publishes
   * each. A listener may move the clock; the marks of the moved clock hold from then on.
   */
  @Transactional
  public List<SlaMarkReached> reach(DossierCode dossier, Instant now) {
    List<SlaMarkReached> reached = new ArrayList<>();
    while (true) {
      ClockRow row = store.lock(dossier).orElseThrow(() -> unknown(dossier));
      if (row.stoppedAt() != null || row.paused()) {
        return reached;
      }
      Optional<ScheduledMark> next =
          pending(row).stream().filter(mark -> !mark.at().isAfter(now)).findFirst();
      if (next.isEmpty()) {
        return reached;
      }
      ScheduledMark mark = next.get();
      SlaMarkReached event =
          new SlaMarkReached(dossier, mark.mark(), row.appointmentNo(), mark.at(), now);
      store.insertMark(event);
      reached.add(event);
      events.publishEvent(event);
    }
  }

  /** The first mark strictly after {@code now} that has not been reached, or {@link #PARKED}. */
  @Transactional(readOnly = true)
  public Instant nextMarkAfter(DossierCode dossier, Instant now) {
    ClockRow row = store.find(dossier).orElseThrow(() -> unknown(dossier));
    if (row.stoppedAt() != null || row.paused()) {
      return PARKED;
    }
    return pending(row).stream()
        .map(ScheduledMark::at)
        .filter(at -> at.isAfter(now))
        .findFirst()
        .orElse(PARKED);
  }

  /** The clock, or a failure {@code sla/no-clock}. */
  @Transactional(readOnly = true)
  public ClockState state(DossierCode dossier) {
    return find(dossier).orElseThrow(() -> unknown(dossier));
  }

  /**
   * The clock, held against every move until the caller's transaction ends. A command that writes
   * beside the clock takes it after the dossier and before its own rows, as a recalculation does.
   */
  @Transactional
  public ClockState hold(DossierCode dossier) {
    return store.lock(dossier).map(this::state).orElseThrow(() -> unknown(dossier));
  }

  /** The clock of the dossier as it stands, or empty if none was started. */
  @Transactional(readOnly = true)
  public Optional<ClockState> find(DossierCode dossier) {
    return store.find(dossier).map(this::state);
  }

  /** The pauses of a clock, in order. */
  @Transactional(readOnly = true)
  public List<ClockPause> pauses(DossierCode dossier) {
    return store.pauses(dossier);
  }

  /** What moved the due date, in order. */
  @Transactional(readOnly = true)
  public List<Adjusted> adjustments(DossierCode dossier) {
    return store.adjustments(dossier);
  }

  /** The marks that were reached, in order. */
  @Transactional(readOnly = true)
  public List<SlaMarkReached> reached(DossierCode dossier) {
    return store.reached(dossier);
  }

  /** The marks still to come for the present appointment, in order. */
  @Transactional(readOnly = true)
  public List<ScheduledMark> pending(DossierCode dossier) {
    return store.find(dossier).map(this::pending).orElse(List.of());
  }

  /** The current due date, recomputed from the facts, with its day-by-day account. */
  @Transactional(readOnly = true)
  public DueDate explain(DossierCode dossier) {
    ClockRow row = store.find(dossier).orElseThrow(() -> unknown(dossier));
    return new SlaClock(terms(row.start())).explain(history(row.start()));
  }

  /** The due date of the day of receipt, recomputed from the facts. */
  @Transactional(readOnly = true)
  public Instant recomputedOriginal(DossierCode dossier) {
    ClockRow row = store.find(dossier).orElseThrow(() -> unknown(dossier));
    ClockStart start = row.start().withCalendar(row.originalCalendar());
    return new SlaClock(terms(start)).original(start.receivedAt(), start.term());
  }

  /** Running clocks whose earliest unreached mark has passed: what a lost timer leaves behind. */
  @Transactional(readOnly = true)
  public List<DossierCode> withPassedMarks(Instant now) {
    return store.runningWithDueBefore(now).stream()
        .filter(row -> pending(row).stream().anyMatch(mark -> !mark.at().isAfter(now)))
        .map(row -> row.start().dossier())
        .toList();
  }

  /** What a change of the calendar does, or would do. */
  public record Recalculation(CalendarVersion to, int examined, List<Moved> moved) {}

  /** One due date before and after. */
  public record Moved(DossierCode dossier, Instant before, Instant after) {}

  /** What would move if running clocks went over to that version; nothing is changed. */
  @Transactional(readOnly = true)
  public Recalculation preview(CalendarVersion to) {
    List<Moved> moved = new ArrayList<>();
    List<ClockRow> rows = store.runningOn(to.calendar());
    for (ClockRow row : rows) {
      ClockStart start = row.start().withCalendar(to);
      Instant after = new SlaClock(terms(start)).due(history(start));
      if (!after.equals(row.dueCurrentAt())) {
        moved.add(new Moved(start.dossier(), row.dueCurrentAt(), after));
      }
    }
    return new Recalculation(to, rows.size(), moved);
  }

  /**
   * Takes every running clock over to another version of its calendar in one audited job: current
   * due dates and timers move, original due dates do not.
   */
  @Transactional
  public Recalculation recalculate(CalendarVersion to, Actor author, Instant at) {
    Recalculation preview = preview(to);
    for (ClockRow row : store.runningOn(to.calendar())) {
      ClockStart start = row.start().withCalendar(to);
      store.lock(start.dossier());
      store.setCalendar(start.dossier(), to);
      reckon(start, row.appointmentNo());
    }
    store.insertCalendarChange(preview, author, at);
    preview.moved().forEach(moved -> moved(moved.dossier(), at));
    return preview;
  }

  private ClockRow running(DossierCode dossier) {
    ClockRow row = store.lock(dossier).orElseThrow(() -> unknown(dossier));
    if (row.stoppedAt() != null) {
      throw Failure.conflict("sla", "stopped", "code", dossier.value());
    }
    return row;
  }

  private ClockState moved(DossierCode dossier, Instant at) {
    ClockState state = state(dossier);
    events.publishEvent(new ClockMoved(dossier, state.dueCurrentAt(), state.nextMarkAt(), at));
    return state;
  }

  private Instant reckon(ClockStart start, int appointmentNo) {
    ClockTerms terms = terms(start);
    SlaClock clock = new SlaClock(terms);
    Instant due = clock.due(history(start));
    store.update(start.dossier(), reckoned(clock, terms, start, due, appointmentNo));
    return due;
  }

  private static Reckoned reckoned(
      SlaClock clock, ClockTerms terms, ClockStart start, Instant due, int appointmentNo) {
    Instant apologyBy = clock.apologyBy(start.term(), due);
    List<ScheduledMark> marks =
        new Ladder(terms).marks(new Ladder.Span(start.receivedAt(), due, apologyBy, appointmentNo));
    return new Reckoned(due, apologyBy, appointmentNo, marks);
  }

  /** What follows from the facts of a clock. */
  record Reckoned(Instant due, Instant apologyBy, int appointmentNo, List<ScheduledMark> marks) {}

  private List<ScheduledMark> pending(ClockRow row) {
    Set<Mark> done = EnumSet.noneOf(Mark.class);
    store.reached(row.start().dossier()).stream()
        .filter(reached -> reached.appointmentNo() == row.appointmentNo())
        .forEach(reached -> done.add(reached.mark()));
    return row.marks().stream().filter(mark -> !done.contains(mark.mark())).toList();
  }

  private ClockState state(ClockRow row) {
    Instant next =
        row.stoppedAt() != null || row.paused()
            ? PARKED
            : pending(row).stream().map(ScheduledMark::at).findFirst().orElse(PARKED);
    return new ClockState(
        row.start().dossier(),
        row.start().receivedAt(),
        row.dueOriginalAt(),
        row.dueCurrentAt(),
        row.apologyBy(),
        row.appointmentNo(),
        row.paused(),
        row.stoppedAt(),
        next,
        row.start().calendar());
  }

  private History history(ClockStart start) {
    return new History(
        start.receivedAt(),
        start.term(),
        store.pauses(start.dossier()),
        store.adjustments(start.dossier()));
  }

  private ClockTerms terms(ClockStart start) {
    RulePack pack = catalogue.rulePack(start.rulePack(), start.rulePackVersion());
    return new ClockTerms(
        calendars.version(start.calendar(), start.agency()),
        pack.clock(),
        pack.apology(),
        pack.ladder());
  }

  private static Failure unknown(DossierCode dossier) {
    return Failure.notFound("sla", "no-clock", "code", dossier.value());
  }
}
