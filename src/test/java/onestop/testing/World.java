package onestop.testing;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import onestop.engine.Timers;
import onestop.kernel.SettableClock;
import onestop.ledger.LedgerKeys;
import onestop.simulation.Agenda;
import onestop.simulation.Simulation;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;

/**
 * The whole application on an empty database, under a clock that the test sets; timers fire only
 * when the test moves the clock. Nothing runs in the background.
 */
public final class World implements AutoCloseable {
  private static final String PROVIDER_KEYS =
      "org.springframework.boot.autoconfigure.security.oauth2.server.servlet"
          + ".OAuth2AuthorizationServerJwtAutoConfiguration";

  public static final ZoneId HANOI = ZoneId.of("Asia/Ho_Chi_Minh");

  private final ConfigurableApplicationContext context;
  private final SettableClock clock;

  /** Gives up the database, if nobody else knows it. */
  private Runnable leave = () -> {};

  private World(ConfigurableApplicationContext context, SettableClock clock) {
    this.context = context;
    this.clock = clock;
  }

  /** The world that alone has its database: both end together. */
  private static World alone(TestDatabase database, Function<Map<String, String>, World> opening) {
    Map<String, String> where = database.ready();
    World world = opening.apply(where);
    world.leave = () -> database.drop(where);
    return world;
  }

  /** A new world; {@code start} is a local time in Hanoi such as {@code 2026-02-11T10:00}. */
  public static World on(TestDatabase database, String start) {
    return alone(database, where -> on(where, start));
  }

  /** As {@link #on(TestDatabase, String)}, with flows counted. */
  public static World counting(FlowCoverage coverage, String start) {
    return on(TestDatabase.H2.empty(), start, coverage);
  }

  /** A second application on a database that another world uses, with a clock of its own. */
  public static World on(Map<String, String> where, String start) {
    return on(where, start, new FlowCoverage());
  }

  /** As {@link #on(TestDatabase, String)}, with pages and API on {@link #port()}. */
  public static World serving(TestDatabase database, String start, String... settings) {
    return alone(database, where -> serving(where, start, settings));
  }

  /** As {@link #on(Map, String)}, with pages and API, and settings such as {@code --name=value}. */
  public static World serving(Map<String, String> where, String start, String... settings) {
    return open(
        where, start, new FlowCoverage(), application(WebApplicationType.SERVLET), settings);
  }

  /** As {@link #on(Map, String)}, with settings such as {@code --name=value}. */
  public static World with(Map<String, String> where, String start, String... settings) {
    return open(where, start, new FlowCoverage(), application(WebApplicationType.NONE), settings);
  }

  /** As {@link #on(TestDatabase, String)}, with a ledger that is published in {@code home/log}. */
  public static World publishing(TestDatabase database, String start, Path home) {
    World world =
        alone(
            database,
            where ->
                with(
                    where,
                    start,
                    "--onestop.ledger.folder=" + home.resolve("log"),
                    "--onestop.ledger.key-file=" + home.resolve("ledger.key")));
    world.get(LedgerKeys.class).ensure();
    return world;
  }

  private static World on(Map<String, String> where, String start, FlowCoverage coverage) {
    return open(where, start, coverage, application(WebApplicationType.NONE));
  }

  private static SpringApplicationBuilder application(WebApplicationType web) {
    return new SpringApplicationBuilder(onestop()).web(web);
  }

  static World open(
      Map<String, String> where,
      String start,
      FlowCoverage coverage,
      SpringApplicationBuilder application,
      String... settings) {
    Instant at = at(start);
    SettableClock clock = new SettableClock(at, HANOI);
    List<String> args =
        new ArrayList<>(
            List.of(
                "--spring.profiles.active=test",
                "--spring.datasource.url=" + where.get("url"),
                "--spring.datasource.username=" + where.get("user"),
                "--spring.datasource.password=" + where.get("password"),
                "--spring.datasource.hikari.maximum-pool-size=8",
                "--spring.datasource.hikari.minimum-idle=1", // more when they are asked for
                "--server.port=0",
                "--onestop.engine.timers=false",
                "--onestop.periodic.enabled=false",
                "--onestop.demo=false",
                // a provider of identities is on the class path for one test; it makes keys
                "--spring.autoconfigure.exclude=" + PROVIDER_KEYS,
                "--logging.level.root=warn"));
    args.addAll(List.of(settings));
    ConfigurableApplicationContext context =
        application
            .initializers(
                c -> {
                  GenericApplicationContext generic = (GenericApplicationContext) c;
                  generic.registerBean("clock", Clock.class, () -> clock);
                  generic.registerBean("flowCoverage", FlowCoverage.class, () -> coverage);
                })
            .run(args.toArray(String[]::new));
    return new World(context, clock);
  }

  static Class<?> onestop() {
    try {
      return Class.forName("onestop.Onestop");
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A local time in Hanoi as an instant. */
  public static Instant at(String local) {
    return java.time.LocalDateTime.parse(local).atZone(HANOI).toInstant();
  }

  public <T> T get(Class<T> type) {
    return context.getBean(type);
  }

  /** The application itself, for what is handed the whole of it. */
  public ApplicationContext application() {
    return context;
  }

  /** Where pages and API are served. */
  public int port() {
    return ((ServletWebServerApplicationContext) context).getWebServer().getPort();
  }

  public Instant now() {
    return clock.instant();
  }

  /** Moves the clock and fires every timer on the way at its own moment. */
  public int advanceTo(String local) {
    return advanceTo(at(local));
  }

  /** Moves the clock and fires every timer on the way at its own moment. */
  public int advanceTo(Instant until) {
    return new Simulation(
            clock,
            get(Timers.class),
            Agenda.NONE,
            new Simulation.Settings(Simulation.First.TIMERS, 100))
        .run(until);
  }

  /** Moves the clock without firing anything: an outage. */
  public void outageUntil(String local) {
    outageUntil(at(local));
  }

  /** Moves the clock without firing anything: an outage. */
  public void outageUntil(Instant until) {
    clock.advanceTo(until);
  }

  @Override
  public void close() {
    context.close();
    leave.run();
  }
}
