package onestop.simulation;

import java.time.Instant;
import onestop.engine.Timers;
import onestop.kernel.SettableClock;

/**
 * Lets time pass: the clock goes from one moment to the next at which an act or a timer is due, and
 * never past one. Of one thread, which alone sets the clock.
 */
public final class Simulation {
  private final SettableClock clock;
  private final Timers timers;
  private final Agenda agenda;
  private final Settings settings;

  /** A lower bound of the next timer's moment: it may have been cancelled meanwhile. */
  private Instant timerAt = Instant.MAX;

  /** At the clock's time; neither acts nor timers of earlier moments are lost. */
  public Simulation(SettableClock clock, Timers timers, Agenda agenda, Settings settings) {
    this.clock = clock;
    this.timers = timers;
    this.agenda = agenda;
    this.settings = settings;
    refresh();
  }

  /** What goes before the other at one and the same moment. */
  public enum First {
    /** People act before timers of the moment fire. */
    ACTS,
    /** Timers fire before people act at the moment. */
    TIMERS
  }

  /**
   * How time passes.
   *
   * @param timersAtOnce how many timers of a moment fire together at most
   */
  public record Settings(First first, int timersAtOnce) {}

  /** What happened last. */
  public enum Kind {
    /** Somebody acted. */
    ACT,
    /** Timers fired. */
    TIMERS,
    /** Nothing is due by then. */
    NOTHING
  }

  /**
   * One thing that happened.
   *
   * @param timers how many timers fired; 0 unless it was that
   */
  public record Happened(Kind kind, int timers) {}

  /**
   * Asks anew when the next timer is due, for whoever changed timers otherwise than by an act of
   * the agenda.
   */
  public void refresh() {
    timerAt = timers.nextAt().orElse(Instant.MAX);
  }

  /**
   * Lets the next thing happen that is due at or before {@code until}, with the clock at its
   * moment. What is late happens now.
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
      // it was cancelled: what is due now is another thing
    }
  }

  /**
   * Lets everything happen until then, and sets the clock to it.
   *
   * @return how many timers fired
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
