package onestop.simulation;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import onestop.engine.FlowObserver;
import onestop.kernel.SettableClock;
import org.jspecify.annotations.Nullable;
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
 * The application without entry points: no pages, no API, no background work. Only the calling
 * command triggers work.
 */
public final class Headless {
  /**
   * The auto-configurations needed only by entry points and background work; each costs time at the
   * start.
   */
  private static final List<String> LEFT_OUT =
      List.of(
          "org.springframework.boot.autoconfigure.quartz.QuartzAutoConfiguration",
          "org.springframework.boot.autoconfigure.thymeleaf.ThymeleafAutoConfiguration",
          "org.springframework.boot.autoconfigure.security.servlet.SecurityAutoConfiguration",
          "org.springframework.boot.autoconfigure.security.servlet.UserDetailsServiceAutoConfiguration");

  private final Class<?> application;
  private final Map<String, Object> settings = new LinkedHashMap<>();
  private final List<String> profiles = new ArrayList<>();
  private boolean guest;
  private @Nullable SettableClock clock;
  private @Nullable FlowObserver observer;

  /** A builder for the given application; set its database next. */
  public Headless(Class<?> application) {
    this.application = application;
    settings.put("spring.main.web-application-type", "none");
    settings.put("spring.main.register-shutdown-hook", "true");
    settings.put("spring.autoconfigure.exclude", String.join(",", LEFT_OUT));
    settings.put("onestop.periodic.enabled", "false");
    settings.put("onestop.engine.timers", "false");
    settings.put("onestop.ledger.sequencer", "false");
    settings.put("management.jmx.metrics.export.enabled", "false");
    settings.put("onestop.demo", "false");
    settings.put("logging.level.root", "WARN");
  }

  /** Uses the database of that JDBC URL. */
  public Headless on(String url, String user, String password) {
    settings.put("spring.datasource.url", url);
    settings.put("spring.datasource.username", user);
    settings.put("spring.datasource.password", password);
    return this;
  }

  /**
   * Runs beside another application in the same process, without affecting its logging and
   * shutdown.
   */
  public Headless asGuest(List<String> ofProfiles) {
    guest = true;
    profiles.addAll(ofProfiles);
    settings.put("spring.main.register-shutdown-hook", "false");
    return this;
  }

  /** Sets one property of the application. */
  public Headless with(String key, String value) {
    settings.put(key, value);
    return this;
  }

  /** Uses a clock that stands still until it is set. */
  public Headless at(Instant start, ZoneId zone) {
    clock = new SettableClock(start, zone);
    settings.put("onestop.zone", zone.getId());
    return this;
  }

  /** Tells the observer of every flow that a process takes. */
  public Headless observing(FlowObserver told) {
    observer = told;
    return this;
  }

  /** Starts the application; the caller closes the context. */
  public ConfigurableApplicationContext start() {
    SpringApplicationBuilder builder = new SpringApplicationBuilder(application);
    if (guest) {
      builder
          .application()
          .setListeners(
              builder.application().getListeners().stream()
                  .filter(listener -> !(listener instanceof LoggingApplicationListener))
                  .toList());
    }
    return builder
        .profiles(profiles.toArray(String[]::new))
        .web(WebApplicationType.NONE)
        .bannerMode(Banner.Mode.OFF)
        .logStartupInfo(false)
        .initializers(context -> prepare((GenericApplicationContext) context))
        .run(arguments());
  }

  /** The settings as arguments, so that they override the application's own settings. */
  private String[] arguments() {
    return settings.entrySet().stream()
        .map(setting -> "--" + setting.getKey() + "=" + setting.getValue())
        .toArray(String[]::new);
  }

  private void prepare(GenericApplicationContext context) {
    context.getBeanFactory().registerSingleton("withoutDoors", new WithoutDoors());
    FlowObserver told = observer;
    if (told != null) {
      context.registerBean(FlowObserver.class, () -> told);
    }
    SettableClock simulated = clock;
    if (simulated != null) {
      context.registerBean("clock", SettableClock.class, () -> simulated);
    }
  }

  /** Excludes the pages and the API. */
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
