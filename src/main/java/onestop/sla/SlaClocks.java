// Over 300 lines: the one entry point for clocks; arithmetic and rows are in other classes.
package onestop.sla;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import onestop.calendar.CalendarVersion;
import onestop.calendar.Calendars;
import onestop.kernel.Actor;
import onestop.kernel.DossierCode;
import onestop.kernel.Failure;
import onestop.sla.SlaClockStore.ClockRow;
import onestop.sla.SlaClockStore.Reckoned;
import onestop.sla.clock.ClockPause;
import onestop.sla.clock.ClockStart;
import onestop.sla.clock.ClockTerms.Adjusted;
import onestop.sla.clock.DueDate;
import onestop.sla.clock.DueDateAdjustment;
import onestop.sla.clock.Mark;
import onestop.sla.clock.ScheduledMark;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The legal clocks of all dossiers. Every command locks the clock's row, joins the caller's
 * transaction and takes the time as an argument. Outages, suspended processes and restarts do not
 * move a clock.
 */
@Service
public class SlaClocks {
  /** The time of the next mark while no mark is left or the clock is paused. */
  public static final Instant PARKED = Instant.parse("9999-01-01T00:00:00Z");

  private final SlaClockStore store;
  private final ClockHistoryStore history;
  private final Reckoner reckoner;
  private final Recalculator recalculator;
  private final Calendars calendars;
  private final ApplicationEventPublisher events;

  SlaClocks(
      SlaClockStore store,
      ClockHistoryStore history,
      Reckoner reckoner,
      Recalculator recalculator,
      Calendars calendars,
      ApplicationEventPublisher events) {
    this.store = store;
    this.history = history;
    this.reckoner = reckoner;
    this.recalculator = recalculator;
    this.calendars = calendars;
    this.events = events;
  }

  /**
   * Starts the clock of a dossier with the agency's office hours of the day, which never change for
   * this clock.
   *
   * @throws Failure {@code sla/one-clock} if the dossier already has a clock
   */
  @Transactional
  public ClockState start(ClockStart start) {
    int hours = calendars.hoursRevision(start.agency());
    store.insert(start, hours, reckoner.first(start, hours));
    return state(start.dossier());
  }

  /**
   * Pauses the clock.
   *
   * @throws Failure {@code sla/already-paused} if it is paused
   */
  @Transactional
  public ClockState pause(DossierCode dossier, ClockPause.Order order, Instant at) {
    ClockRow row = running(dossier);
    if (row.paused()) {
      throw Failure.conflict("sla", "already-paused", "code", dossier.value());
    }
    List<ClockPause> pauses = history.pauses(dossier);
    history.insertPause(dossier, new ClockPause(pauses.size() + 1, order, at, null));
    store.update(row, row.now(), true);
    return moved(dossier, at);
  }

  /** Resumes the clock and recomputes its dates and marks. */
  @Transactional
  public ClockState resume(DossierCode dossier, Actor author, Instant at) {
    ClockRow row = running(dossier);
    if (!row.paused()) {
      throw Failure.conflict("sla", "not-paused", "code", dossier.value());
    }
    history.endPause(dossier, author, at);
    store.update(row, reckoner.anew(row, row.now().appointmentNo()), false);
    return moved(dossier, at);
  }

  /**
   * Moves the due date for one of the reasons that the law provides.
   *
   * @throws Failure {@code sla/one-apology-extension} for a second extension by apology; {@code
   *     sla/no-apology-extension} where the rule pack allows none; {@code sla/due-not-later} if the
   *     new date is not later
   */
  @Transactional
  public ClockState adjust(DossierCode dossier, DueDateAdjustment adjustment, Instant at) {
    ClockRow row = running(dossier);
    int appointment = row.now().appointmentNo();
    if (adjustment instanceof DueDateAdjustment.ApologyExtension) {
      if (reckoner.pack(row.start()).apology().reappointments() == 0) {
        throw Failure.conflict("sla", "no-apology-extension", "pack", row.start().rulePack());
      }
      if (appointment > 1) {
        throw Failure.conflict("sla", "one-apology-extension", "code", dossier.value());
      }
      appointment++;
    }
    Instant before = row.now().dueAt();
    int no = history.insertAdjustment(dossier, adjustment, at);
    Reckoned after = reckoner.anew(row, appointment);
    boolean stays = adjustment instanceof DueDateAdjustment.ExcludedInterval;
    if (after.dueAt().isBefore(before) || !stays && after.dueAt().equals(before)) {
      throw Failure.badInput("sla", "due-not-later", "code", dossier.value(), "due", after.dueAt());
    }
    store.update(row, after, row.paused());
    history.noteEffect(dossier, no, before, after.dueAt());
    return moved(dossier, at);
  }

  /**
   * Corrects a move or a pause made by mistake: the due date becomes what it would be without it.
   * The mistake stays on record.
   *
   * @return the clock; its due date may already have passed
   * @throws Failure {@code sla/no-such-move} if no move or pause has that number; {@code
   *     sla/corrected-before} if it has been corrected already; {@code sla/letter-gave-date} once a
   *     letter of apology has given a new date, which cannot be corrected
   */
  @Transactional
  public ClockState correct(
      DossierCode dossier,
      DueDateAdjustment.Mistaken mistaken,
      CorrectionApproval approved,
      Instant at) {
    ClockRow row = running(dossier);
    if (row.now().appointmentNo() > 1) {
      throw Failure.conflict("sla", "letter-gave-date", "code", dossier.value());
    }
    history.requireMove(dossier, mistaken);
    if (corrected(dossier).contains(mistaken)) {
      throw Failure.conflict("sla", "corrected-before", "no", mistaken.no());
    }
    Instant before = row.now().dueAt();
    int no =
        history.insertAdjustment(
            dossier,
            new DueDateAdjustment.Correction(
                mistaken, approved.by(), approved.legalBasis(), approved.document()),
            at);
    Reckoned after = reckoner.anew(row, row.now().appointmentNo());
    store.update(row, after, row.paused());
    history.noteEffect(dossier, no, before, after.dueAt());
    return moved(dossier, at);
  }

  /** The moves and pauses that were corrected as mistakes. */
  @Transactional(readOnly = true)
  public Set<DueDateAdjustment.Mistaken> corrected(DossierCode dossier) {
    return history.corrected(dossier);
  }

  /** Stops the clock of a closed dossier; no further mark is reached. Idempotent. */
  @Transactional
  public void stop(DossierCode dossier, Instant at) {
    ClockRow row = store.lock(dossier).orElseThrow(() -> unknown(dossier));
    if (row.stoppedAt() == null) {
      store.stop(row, at);
    }
  }

  /**
   * Records every unrecorded mark at or before {@code now}, in order, and publishes each. A
   * listener may move the clock; from then on the marks of the moved clock apply.
   */
  @Transactional
  public List<SlaMarkReached> reach(DossierCode dossier, Instant now) {
    List<SlaMarkReached> reached = new ArrayList<>();
    while (true) {
      ClockRow row = store.lock(dossier).orElseThrow(() -> unknown(dossier));
      if (row.nextMarkAt().isAfter(now)) {
        return reached;
      }
      List<ScheduledMark> marks = row.now().marks();
      ScheduledMark mark = marks.get(0);
      SlaMarkReached event =
          new SlaMarkReached(dossier, mark.mark(), row.now().appointmentNo(), mark.at(), now);
      history.insertMark(event);
      store.update(row, row.now().without(mark), false);
      // a crash here leaves no record and no effect of a listener: the timer or the sweep retries
      reached.add(event);
      events.publishEvent(event);
    }
  }

  /** The first unreached mark after {@code now}, exclusive, or {@link #PARKED}. */
  @Transactional(readOnly = true)
  public Instant nextMarkAfter(DossierCode dossier, Instant now) {
    ClockRow row = known(dossier);
    return !row.runs()
        ? PARKED
        : row.now().marks().stream()
            .map(ScheduledMark::at)
            .filter(at -> at.isAfter(now))
            .findFirst()
            .orElse(PARKED);
  }

  /**
   * The subset of the dossiers with one of the marks unreached at or before {@code until},
   * inclusive; a paused clock has none.
   */
  @Transactional(readOnly = true)
  public Set<DossierCode> withMarks(
      Collection<DossierCode> dossiers, Predicate<Mark> which, Instant until) {
    return dossiers.isEmpty() ? Set.of() : store.withMarks(dossiers, which, until);
  }

  /**
   * The clock as it stands.
   *
   * @throws Failure {@code sla/no-clock} if the dossier has none
   */
  @Transactional(readOnly = true)
  public ClockState state(DossierCode dossier) {
    return find(dossier).orElseThrow(() -> unknown(dossier));
  }

  /**
   * The clock, locked until the caller's transaction ends. A command that also writes rows of its
   * own takes this lock after that of the dossier and before those of its rows, as a recalculation
   * does.
   */
  @Transactional
  public ClockState hold(DossierCode dossier) {
    return store.lock(dossier).map(ClockRow::state).orElseThrow(() -> unknown(dossier));
  }

  /** As {@link #hold(DossierCode)}, for many; a dossier without a clock is skipped. */
  @Transactional
  public void hold(Set<DossierCode> dossiers) {
    store.lock(dossiers);
  }

  /** The clock of the dossier as it stands, or empty if none was started. */
  @Transactional(readOnly = true)
  public Optional<ClockState> find(DossierCode dossier) {
    return store.find(dossier).map(ClockRow::state);
  }

  /** The pauses of a clock, in order. */
  @Transactional(readOnly = true)
  public List<ClockPause> pauses(DossierCode dossier) {
    return history.pauses(dossier);
  }

  /** The start of the pause that is open, or was open when the clock was stopped; empty if none. */
  @Transactional(readOnly = true)
  public Optional<Instant> waitingSince(DossierCode dossier) {
    return history.pauses(dossier).stream()
        .filter(pause -> pause.to() == null)
        .map(ClockPause::from)
        .max(Comparator.naturalOrder());
  }

  /** The adjustments of the due date, in order. */
  @Transactional(readOnly = true)
  public List<Adjusted> adjustments(DossierCode dossier) {
    return history.adjustments(dossier);
  }

  /** The marks reached, in order. */
  @Transactional(readOnly = true)
  public List<SlaMarkReached> reached(DossierCode dossier) {
    return history.reached(dossier);
  }

  /** The marks still to come for the present appointment, in order. */
  @Transactional(readOnly = true)
  public List<ScheduledMark> pending(DossierCode dossier) {
    return store.find(dossier).map(row -> row.now().marks()).orElse(List.of());
  }

  /** The current due date with its day-by-day account, recomputed from the facts. */
  @Transactional(readOnly = true)
  public DueDate explain(DossierCode dossier) {
    return reckoner.explain(known(dossier));
  }

  /**
   * The moment at which {@code working} time has passed since {@code from}, by the calendar and
   * office hours of the day of receipt; {@link #PARKED} if the clock has been paused since {@code
   * from} or earlier.
   */
  @Transactional(readOnly = true)
  public Instant afterWorking(DossierCode dossier, Instant from, Duration working) {
    ClockRow row = known(dossier);
    return row.paused() && history.stoodStill(dossier, from)
        ? PARKED
        : reckoner.firstCalendar(row).plusWorking(from, working);
  }

  /** The due date of the day of receipt, recomputed from the facts. */
  @Transactional(readOnly = true)
  public Instant recomputedOriginal(DossierCode dossier) {
    return reckoner.original(known(dossier));
  }

  /**
   * The dossiers of running clocks whose earliest unreached mark has passed, earliest mark first:
   * the result of a lost timer.
   */
  @Transactional(readOnly = true)
  public List<DossierCode> withPassedMarks(Instant now) {
    return store.withPassedMarks(now);
  }

  /** The unreached marks of running clocks at or before {@code until}; empty if there are none. */
  @Transactional(readOnly = true)
  public Optional<UnprocessedMarks> unheard(Instant until) {
    return store.unheard(until);
  }

  /**
   * The effect, real or previewed, of a change of the calendar.
   *
   * @param examined the number of open clocks that count by the calendar
   * @param moved the due dates that change
   * @param letters the last moments for a letter that change
   */
  public record Recalculation(
      CalendarVersion to, int examined, List<Moved> moved, List<Moved> letters) {}

  /** One date before and after. */
  public record Moved(DossierCode dossier, Instant before, Instant after) {}

  /** The effect of moving open clocks to {@code to}; read-only. */
  @Transactional(readOnly = true)
  public Recalculation preview(CalendarVersion to) {
    return recalculator.preview(to);
  }

  /**
   * Moves every open clock to another version of its calendar in one audited job: current due
   * dates, letters and timers move, original due dates do not. Idempotent.
   */
  @Transactional
  public Recalculation recalculate(CalendarVersion to, Actor author, Instant at) {
    return recalculator.apply(to, author, at);
  }

  /**
   * Moves the clocks that started on the old version while a recalculation was running; each run is
   * recorded like the recalculation itself.
   */
  @Transactional
  public List<Recalculation> catchUp(Actor author, Instant at) {
    return recalculator.catchUp(author, at);
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

  private ClockRow known(DossierCode dossier) {
    return store.find(dossier).orElseThrow(() -> unknown(dossier));
  }

  private static Failure unknown(DossierCode dossier) {
    return Failure.notFound("sla", "no-clock", "code", dossier.value());
  }
}
