package onestop.web.demo;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import onestop.calendar.Calendars;
import onestop.calendar.WorkingCalendar;
import onestop.engine.Timers;
import onestop.kernel.PeriodicWork;
import onestop.kernel.SettableClock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.TypeExcludeFilter;
import org.springframework.boot.context.logging.LoggingApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.type.classreading.MetadataReader;
import org.springframework.core.type.classreading.MetadataReaderFactory;

/**
 * Some weeks of a small city, lived through the application's own faces under a clock that is set:
 * nothing is written past them. Every timer fires at its own moment.
 */
final class DemoWeeks {
  private static final Logger log = LoggerFactory.getLogger(DemoWeeks.class);
  private static final Duration ERRANDS = Duration.ofHours(3);
  private static final String LEFT_OUT =
      String.join(
          ",",
          "org.springframework.boot.autoconfigure.quartz.QuartzAutoConfiguration",
          "org.springframework.boot.autoconfigure.thymeleaf.ThymeleafAutoConfiguration",
          "org.springframework.boot.autoconfigure.security.servlet.SecurityAutoConfiguration",
          "org.springframework.boot.autoconfigure.security.servlet.UserDetailsServiceAutoConfiguration");

  private final DemoOrder order;
  private volatile int percent;
  private volatile boolean stopped;

  /** The weeks before the order's end, for an application that keeps its data in its database. */
  DemoWeeks(DemoOrder order) {
    this.order = order;
  }

  Instant end() {
    return order.end();
  }

  /** How much of them has been lived, 0 to 100. */
  int percent() {
    return percent;
  }

  /** Breaks them off at the next moment between two acts. */
  void stop() {
    stopped = true;
  }

  /** Lives them in a city whose people are there; false if they were broken off. */
  boolean live() {
    long started = System.nanoTime();
    WorkingCalendar calendar = Calendars.shipped(order.zone());
    DemoPlan plan = new DemoPlan(calendar, order.end());
    SettableClock clock = new SettableClock(plan.begin(), order.zone());
    try (ConfigurableApplicationContext city = start(clock)) {
      DemoQueue queue = new DemoQueue();
      DemoDesk desk = new DemoDesk(city, calendar, queue);
      List<DemoPlan.Case> cases = plan.cases();
      cases.forEach(c -> queue.at(c.receivedAt(), () -> desk.receive(c)));
      run(city, clock, queue, desk);
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

  /** What is to happen when, in order of time and then of planning. */
  static final class DemoQueue {
    private record Act(Instant at, long no, Runnable what) implements Comparable<Act> {
      @Override
      public int compareTo(Act other) {
        int byTime = at.compareTo(other.at);
        return byTime == 0 ? Long.compare(no, other.no) : byTime;
      }
    }

    private final PriorityQueue<Act> acts = new PriorityQueue<>();
    private long planned;

    void at(Instant at, Runnable what) {
      acts.add(new Act(at, planned++, what));
    }

    @Nullable Instant next() {
      Act act = acts.peek();
      return act == null ? null : act.at();
    }

    void runNext() {
      acts.remove().what().run();
    }
  }

  private void run(
      ConfigurableApplicationContext city, SettableClock clock, DemoQueue queue, DemoDesk desk) {
    Timers timers = city.getBean(Timers.class);
    List<PeriodicWork> errands = errands(city);
    Instant begin = clock.instant();
    Instant errandsAt = begin;
    while (!stopped) {
      note(begin, clock.instant());
      Optional<Instant> timer = timers.nextAt();
      Instant act = queue.next();
      boolean timerFirst = timer.isPresent() && (act == null || !timer.get().isAfter(act));
      Instant next = timerFirst ? timer.get() : act;
      if (next == null || next.isAfter(order.end())) {
        break;
      }
      clock.advanceTo(next);
      if (timerFirst) {
        timers.fire(clock.instant(), 100);
        desk.answerLetters();
      } else {
        queue.runNext();
      }
      if (clock.instant().isAfter(errandsAt.plus(ERRANDS))) {
        errandsAt = clock.instant();
        errands.forEach(work -> work.work().run());
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

  private ConfigurableApplicationContext start(SettableClock clock) {
    SpringApplicationBuilder builder = new SpringApplicationBuilder(order.application());
    // the pages are served meanwhile: logging and the end of the process are theirs
    builder
        .application()
        .setListeners(
            builder.application().getListeners().stream()
                .filter(listener -> !(listener instanceof LoggingApplicationListener))
                .toList());
    return builder
        .web(WebApplicationType.NONE)
        .bannerMode(Banner.Mode.OFF)
        .logStartupInfo(false)
        .profiles(order.profiles().toArray(String[]::new))
        .initializers(
            context -> {
              GenericApplicationContext city = (GenericApplicationContext) context;
              city.getBeanFactory().registerSingleton("withoutDoors", new WithoutDoors());
              city.registerBean("clock", SettableClock.class, () -> clock);
            })
        .run(
            "--onestop.demo=false",
            "--onestop.zone=" + order.zone(),
            "--onestop.periodic.enabled=false",
            "--onestop.engine.timers=false",
            "--spring.datasource.url=" + order.database().hastyUrl(),
            "--spring.datasource.username=" + order.database().user(),
            "--spring.datasource.password=" + order.database().password(),
            "--spring.autoconfigure.exclude=" + LEFT_OUT,
            "--spring.jmx.enabled=false",
            "--spring.main.register-shutdown-hook=false");
  }

  /** Leaves the pages and the API out: nobody can come in while the weeks pass. */
  private static final class WithoutDoors extends TypeExcludeFilter {
    @Override
    public boolean match(MetadataReader reader, MetadataReaderFactory factory) {
      return reader.getClassMetadata().getClassName().startsWith("onestop.web.");
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof WithoutDoors;
    }

    @Override
    public int hashCode() {
      return WithoutDoors.class.hashCode();
    }
  }
}
