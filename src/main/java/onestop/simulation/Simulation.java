package onestop.simulation;

import java.time.Instant;
import onestop.engine.Timers;
import onestop.kernel.SettableClock;

/**
 * Simulates time: the clock advances from one moment at which an act or a timer is due to the next,
 * and never skips one. Not thread-safe; only the calling thread sets the clock.
 */
public final class Simulation {
  private final SettableClock clock;
  private final Timers timers;
  private final Agenda agenda;
  private final Settings settings;

  /** A lower bound of the next timer's moment; that timer may have been cancelled meanwhile. */
  private Instant timerAt = Instant.MAX;

  /** Starts at the clock's time; acts and timers of earlier moments are not lost. */
  public Simulation(SettableClock clock, Timers timers, Agenda agenda, Settings settings) {
    this.clock = clock;
    this.timers = timers;
    this.agenda = agenda;
    this.settings = settings;
    refresh();
  }

  /** The order of acts and timers at the same moment. */
  public enum First {
    /** People act before timers of the moment fire. */
    ACTS,
    /** Timers fire before people act at the moment. */
    TIMERS
  }

  /**
   * The settings of a simulation.
   *
   * @param timersAtOnce the greatest number of timers of a moment that fire together
   */
  public record Settings(First first, int timersAtOnce) {}

  /** The kind of the last event. */
  public enum Kind {
    /** An act was performed. */
    ACT,
    /** Timers fired. */
    TIMERS,
    /** Nothing is due by then. */
    NOTHING
  }

  /**
   * One event of the simulation.
   *
   * @param timers the number of timers that fired; 0 for other kinds
   */
  public record Happened(Kind kind, int timers) {}

  /** Reads the next timer's moment again; required after a change of timers outside the agenda. */
  public void refresh() {
    timerAt = timers.nextAt().orElse(Instant.MAX);
  }

  /**
   * Runs the next act or group of timers due at or before {@code until}, with the clock set to its
   * moment; an overdue one runs now.
   *
   * @throws IllegalStateException if a timer that is due does not fire
   */
  public Happened next(Instant until) {
    while (true) {
      boolean timersGo = timersGo();
      Instant at = timersGo ? timerAt : agenda.nextAt().orElse(Instant.MAX);
      if (at.isAfter(until)) {
        return new Happened(Kind.NOTHING, 0);
      }
      clock.advanceTo(at);
      if (!timersGo) {
        if (agenda.performNext()) {
          refresh();
        }
        return new Happened(Kind.ACT, 0);
      }
      int fired = timers.fire(clock.instant(), settings.timersAtOnce());
      refresh();
      if (fired > 0) {
        return new Happened(Kind.TIMERS, fired);
      }
      if (timerAt.equals(at)) {
        throw new IllegalStateException("a timer due at " + at + " does not fire");
      }
      // the timer was cancelled: something else is due now
    }
  }

  /**
   * Runs everything due at or before {@code until}, and sets the clock to it.
   *
   * @return the number of timers that fired
   */
  public int run(Instant until) {
    int fired = 0;
    for (Happened last = next(until); last.kind() != Kind.NOTHING; last = next(until)) {
      fired += last.timers();
    }
    clock.advanceTo(until);
    return fired;
  }

  private boolean timersGo() {
    Instant act = agenda.nextAt().orElse(null);
    if (act == null) {
      return true;
    }
    Instant fires = timerAt.isBefore(clock.instant()) ? clock.instant() : timerAt;
    return settings.first() == First.ACTS ? fires.isBefore(act) : !fires.isAfter(act);
  }
}
