package onestop.web.demo;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import onestop.agencies.Agencies;
import onestop.calendar.Calendars;
import onestop.calendar.WorkingCalendar;
import onestop.engine.ModelDeployer;
import onestop.engine.ProcessRuntime;
import onestop.kernel.PeriodicWork;
import onestop.kernel.SettableClock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.TypeExcludeFilter;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.type.classreading.MetadataReader;
import org.springframework.core.type.classreading.MetadataReaderFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;

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

  private final Class<?> application;
  private final DemoDatabase database;
  private final List<String> profiles;
  private final ZoneId zone;
  private final Instant end;

  /** The weeks before {@code end}, for an application that keeps its data in that database. */
  DemoWeeks(
      Class<?> application,
      DemoDatabase database,
      List<String> profiles,
      ZoneId zone,
      Instant end) {
    this.application = application;
    this.database = database;
    this.profiles = profiles;
    this.zone = zone;
    this.end = end;
  }

  /** Lives them; if we die on the way, the database says so and is not used as it is. */
  void live() {
    long started = System.nanoTime();
    WorkingCalendar calendar = Calendars.shipped(zone);
    DemoPlan plan = new DemoPlan(calendar, end);
    SettableClock clock = new SettableClock(plan.begin(), zone);
    try (ConfigurableApplicationContext city = start(clock)) {
      JdbcClient jdbc = city.getBean(JdbcClient.class);
      jdbc.sql("insert into demo_city (id, begun_at) values (1, ?)")
          .param(end.atOffset(ZoneOffset.UTC))
          .update();
      city.getBean(ModelDeployer.class).deployShipped();
      DemoPeople.settle(
          city.getBean(Agencies.class), new BCryptPasswordEncoder().encode(DemoPeople.PASSWORD));
      DemoQueue queue = new DemoQueue();
      DemoDesk desk = new DemoDesk(city, calendar, queue);
      List<DemoPlan.Case> cases = plan.cases();
      cases.forEach(c -> queue.at(c.receivedAt(), () -> desk.receive(c)));
      run(city, clock, queue, desk);
      jdbc.sql("update demo_city set finished_at = ? where id = 1")
          .param(end.atOffset(ZoneOffset.UTC))
          .update();
      log.info(
          "The demo city is ready: {} applications in {} s.",
          cases.size(),
          Duration.ofNanos(System.nanoTime() - started).toSeconds());
    }
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
    ProcessRuntime runtime = city.getBean(ProcessRuntime.class);
    List<PeriodicWork> errands = errands(city);
    Instant errandsAt = clock.instant();
    while (true) {
      Optional<Instant> timer = runtime.nextTimerAt();
      Instant act = queue.next();
      boolean timerFirst = timer.isPresent() && (act == null || !timer.get().isAfter(act));
      Instant next = timerFirst ? timer.get() : act;
      if (next == null || next.isAfter(end)) {
        break;
      }
      clock.advanceTo(next);
      if (timerFirst) {
        runtime.fireDueTimers(clock.instant(), 100);
        desk.answerLetters();
      } else {
        queue.runNext();
      }
      if (clock.instant().isAfter(errandsAt.plus(ERRANDS))) {
        errandsAt = clock.instant();
        errands.forEach(work -> work.work().run());
      }
    }
    clock.advanceTo(end);
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
    return new SpringApplicationBuilder(application)
        .web(WebApplicationType.NONE)
        .bannerMode(Banner.Mode.OFF)
        .logStartupInfo(false)
        .profiles(profiles.toArray(String[]::new))
        .initializers(
            context -> {
              GenericApplicationContext city = (GenericApplicationContext) context;
              city.getBeanFactory().registerSingleton("withoutDoors", new WithoutDoors());
              city.registerBean("clock", SettableClock.class, () -> clock);
            })
        .run(
            "--onestop.demo=false",
            "--onestop.zone=" + zone,
            "--onestop.periodic.enabled=false",
            "--onestop.engine.timers=false",
            "--spring.datasource.url=" + database.hastyUrl(),
            "--spring.datasource.username=" + database.user(),
            "--spring.datasource.password=" + database.password(),
            "--spring.autoconfigure.exclude=" + LEFT_OUT,
            "--spring.main.register-shutdown-hook=false",
            "--logging.level.org.camunda=warn");
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
