package onestop.testing;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.Environment;

/**
 * Has an application whose H2 database does not exist yet begin with a copy of what a first start
 * makes, which takes far longer. {@code META-INF/spring.factories} of the tests names it. The first
 * start is that of the databases of {@link TestDatabase#empty} and of the demo city; {@code
 * TestDatabaseTest} compares it with the copy.
 */
final class StartedOnce implements ApplicationContextInitializer<ConfigurableApplicationContext> {
  private static final String FILE = "jdbc:h2:file:";
  private static final String MEMORY = "jdbc:h2:mem:";

  /** Those of {@link TestDatabase#empty}. */
  private static final String EMPTY = MEMORY + "t\\d+";

  @Override
  public void initialize(ConfigurableApplicationContext context) {
    Environment settings = context.getEnvironment();
    String url = ReadOnce.url(settings);
    if (url == null
        || settings.getProperty("onestop.demo", Boolean.class, true)
        || !"none".equals(settings.getProperty("camunda.bpm.history-level"))) {
      return; // the engine keeps what it was first started with
    }
    String plain = url.split(";")[0];
    boolean missing =
        url.startsWith(FILE)
            ? !Files.exists(Path.of(plain.substring(FILE.length()) + ".mv.db"))
            : url.startsWith(MEMORY) && !plain.matches(EMPTY);
    if (missing) {
      TestDatabase.start(
          Map.of(
              "url",
              url.startsWith(FILE) ? plain : url, // does not wait for the disk at each statement
              "user",
              settings.getProperty("spring.datasource.username", "sa"),
              "password",
              settings.getProperty("spring.datasource.password", "")));
    }
  }
}
