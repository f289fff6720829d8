package onestop.web.demo;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import onestop.kernel.Failure;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.context.event.ApplicationPreparedEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.Profiles;

/**
 * Determines, before the application opens its database, whether the demo city must be filled, and
 * requests the filling ({@link DemoFill}). A city whose filling was interrupted is deleted first.
 *
 * <p>Only while {@code onestop.demo} is true, never with the profile {@code postgres}, only on an
 * empty database, and only for an application that serves pages.
 */
public final class DemoStart implements ApplicationListener<ApplicationPreparedEvent> {
  /** The setting that enables it. */
  static final String SETTING = "onestop.demo";

  private static final Logger log = LoggerFactory.getLogger(DemoStart.class);

  @Override
  public void onApplicationEvent(ApplicationPreparedEvent event) {
    ConfigurableEnvironment environment = event.getApplicationContext().getEnvironment();
    if (!environment.getProperty(SETTING, Boolean.class, false)) {
      return;
    }
    if (environment.acceptsProfiles(Profiles.of("postgres"))) {
      throw Failure.badInput("web", "demo-on-postgres", "setting", SETTING);
    }
    if (event.getSpringApplication().getWebApplicationType() != WebApplicationType.SERVLET) {
      return;
    }
    DemoDatabase database =
        new DemoDatabase(
            Objects.requireNonNull(environment.getProperty("spring.datasource.url")),
            environment.getProperty("spring.datasource.username", ""),
            environment.getProperty("spring.datasource.password", ""));
    switch (database.state()) {
      case HALF_SEEDED -> {
        log.info("The demo city was not filled to its end; it is begun anew");
        database.empty();
        order(event, environment, database);
      }
      case IN_USE -> log.info("The database is in use; the demo city is left as it is.");
      case EMPTY -> order(event, environment, database);
    }
  }

  private static void order(
      ApplicationPreparedEvent event, ConfigurableEnvironment environment, DemoDatabase database) {
    Class<?> application =
        event.getSpringApplication().getAllSources().stream()
            .filter(Class.class::isInstance)
            .map(source -> (Class<?>) source)
            .findFirst()
            .orElseThrow();
    List<String> profiles = new ArrayList<>(Arrays.asList(environment.getActiveProfiles()));
    ZoneId zone = ZoneId.of(environment.getRequiredProperty("onestop.zone"));
    // the moment of the event is the present
    Instant now = Instant.ofEpochMilli(event.getTimestamp());
    event
        .getApplicationContext()
        .getBeanFactory()
        .registerSingleton("demoOrder", new DemoOrder(application, database, profiles, zone, now));
  }
}
