package onestop.web.demo;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import onestop.calendar.Calendars;
import onestop.calendar.WorkingCalendar;
import onestop.engine.Timers;
import onestop.kernel.SettableClock;
import onestop.node.PeriodicWork;
import onestop.simulation.ActQueue;
import onestop.simulation.Headless;
import onestop.simulation.Simulation;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Simulates some weeks of a small city through the application's own facades under a simulated
 * clock: nothing is written without them. Every timer fires at its own moment.
 */
final class DemoWeeks {
  private static final Logger log = LoggerFactory.getLogger(DemoWeeks.class);
  private static final Duration ERRANDS = Duration.ofHours(3);
  private final DemoOrder order;
  private volatile int percent;
  private volatile boolean stopped;

  /** The weeks before the order's end, in the database of the order's application. */
  DemoWeeks(DemoOrder order) {
    this.order = order;
  }

  Instant end() {
    return order.end();
  }

  /** The progress of the weeks, 0 to 100. */
  int percent() {
    return percent;
  }

  /** Stops the weeks between two acts, as soon as possible. */
  void stop() {
    stopped = true;
  }

  /** Simulates the weeks in a city whose people exist; false if they were stopped. */
  boolean live() {
    long started = System.nanoTime();
    WorkingCalendar calendar = Calendars.shipped(order.zone());
    DemoPlan plan = new DemoPlan(calendar, order.end());
    try (ConfigurableApplicationContext city = start(plan.begin())) {
      ActQueue queue = new ActQueue();
      DemoDesk desk = new DemoDesk(city, calendar, queue);
      List<DemoPlan.Case> cases = plan.cases();
      cases.forEach(c -> queue.at(c.receivedAt(), () -> desk.receive(c)));
      run(city, queue, desk);
      if (!stopped) {
        log.info(
            "The demo city is ready: {} applications in {} s.",
            cases.size(),
            Duration.ofNanos(System.nanoTime() - started).toSeconds());
      }
      return !stopped;
    }
  }

  private void note(Instant begin, Instant now) {
    long whole = Math.max(1, Duration.between(begin, order.end()).toSeconds());
    percent = (int) Math.min(99, 100 * Duration.between(begin, now).toSeconds() / whole);
  }

  private void run(ConfigurableApplicationContext city, ActQueue queue, DemoDesk desk) {
    SettableClock clock = city.getBean(SettableClock.class);
    Simulation simulation =
        new Simulation(
            clock,
            city.getBean(Timers.class),
            queue,
            new Simulation.Settings(Simulation.First.TIMERS, 100));
    List<PeriodicWork> errands = errands(city);
    Instant begin = clock.instant();
    Instant errandsAt = begin;
    while (!stopped) {
      note(begin, clock.instant());
      Simulation.Kind happened = simulation.next(order.end()).kind();
      if (happened == Simulation.Kind.NOTHING) {
        break;
      }
      if (happened == Simulation.Kind.TIMERS) {
        desk.answerLetters();
        simulation.refresh();
      }
      if (clock.instant().isAfter(errandsAt.plus(ERRANDS))) {
        errandsAt = clock.instant();
        errands.forEach(work -> work.work().run());
        simulation.refresh();
      }
    }
    if (stopped) {
      return;
    }
    clock.advanceTo(order.end());
    errands.forEach(work -> work.work().run());
  }

  private static List<PeriodicWork> errands(ConfigurableApplicationContext city) {
    List<PeriodicWork> errands = new ArrayList<>();
    city.getBeanProvider(PeriodicWork.class)
        .orderedStream()
        .filter(work -> work.rhythm() instanceof PeriodicWork.Rhythm.Every)
        .forEach(errands::add);
    return errands;
  }

  private ConfigurableApplicationContext start(Instant begin) {
    // the serving application owns logging and the shutdown of the process
    return new Headless(order.application())
        .asGuest(order.profiles())
        .on(order.database().hastyUrl(), order.database().user(), order.database().password())
        .at(begin, order.zone())
        .with("onestop.ledger.sequencer", "true")
        .start();
  }
}
