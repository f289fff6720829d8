package onestop.house;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What may never come in with a dependency. */
@Tag("pure")
class DependenciesTest {
  /** The engine's doors have published holes; the database's console is one. */
  private static final List<String> DOORS =
      List.of(
          "org.camunda.bpm.spring.boot.starter.rest.CamundaJerseyResourceConfig",
          "org.camunda.bpm.spring.boot.starter.webapp.CamundaBpmWebappAutoConfiguration",
          "org.camunda.bpm.engine.rest.ProcessEngineRestService");

  /** Library, and the first release without a hole that was published by November 2026. */
  private static final Map<String, String> MENDED_SINCE =
      Map.of(
          "tomcat-embed-core", "10.1.62",
          "thymeleaf", "3.1.6",
          "jackson-databind", "2.21.8",
          "logback-core", "1.5.38",
          "postgresql", "42.7.14",
          "commons-lang3", "3.18.0");

  private static final Pattern REFUSED_JARS =
      Pattern.compile(
          "camunda-.*(rest|webapp).*|lombok-.*|hibernate-core-.*|jakarta\\.persistence.*");

  @Test
  void engineComesWithoutRestAndWithoutWebApplications() {
    assertThat(DOORS).noneMatch(DependenciesTest::isThere);
  }

  @Test
  void classPathHoldsNoRefusedJar() {
    assertThat(jars()).isNotEmpty().noneMatch(jar -> REFUSED_JARS.matcher(jar).matches());
  }

  /** Older releases of these have published holes. */
  @Test
  void librariesAreNotOlderThanTheirLastPublishedHoles() {
    List<String> jars = jars();
    assertThat(
            MENDED_SINCE.entrySet().stream()
                .filter(
                    mended ->
                        jars.stream()
                            .noneMatch(jar -> isAtLeast(jar, mended.getKey(), mended.getValue())))
                .map(mended -> mended.getKey() + " is older than " + mended.getValue()))
        .isEmpty();
  }

  @Test
  void partsListNamesEveryJar() throws IOException {
    Path list = House.ROOT.resolve("target/classes/META-INF/sbom/application.cdx.json");
    JsonNode parts = new ObjectMapper().readTree(Files.readString(list)).path("components");
    Set<String> named = new HashSet<>();
    parts.forEach(p -> named.add(p.path("name").asText() + "-" + p.path("version").asText()));
    assertThat(named)
        .contains("camunda-engine-7.24.0")
        .containsAll(
            MENDED_SINCE.keySet().stream()
                .flatMap(name -> jars().stream().filter(jar -> jar.matches(name + "-\\d.*")))
                .map(jar -> jar.replaceFirst("\\.jar$", ""))
                .toList());
  }

  @Test
  void databaseConsoleStaysShut() {
    assertThat(House.text("src/main/resources/application.yaml"))
        .doesNotContainPattern("(?s)h2:\\s+console:\\s+enabled: true");
  }

  @Test
  void seesAnOldJar() {
    assertThat(isAtLeast("tomcat-embed-core-10.1.55.jar", "tomcat-embed-core", "10.1.62"))
        .isFalse();
    assertThat(isAtLeast("tomcat-embed-core-10.1.62.jar", "tomcat-embed-core", "10.1.62")).isTrue();
    assertThat(isAtLeast("tomcat-embed-core-11.0.1.jar", "tomcat-embed-core", "10.1.62")).isTrue();
    assertThat(isAtLeast("thymeleaf-spring6-3.1.6.RELEASE.jar", "thymeleaf", "3.1.6")).isFalse();
  }

  @Test
  void seesARefusedJar() {
    assertThat("camunda-bpm-spring-boot-starter-rest-7.24.0.jar").matches(REFUSED_JARS);
    assertThat("camunda-engine-rest-core-7.24.0.jar").matches(REFUSED_JARS);
    assertThat("camunda-engine-7.24.0.jar").doesNotMatch(REFUSED_JARS);
    assertThat(isThere("org.camunda.bpm.engine.ProcessEngine")).isTrue();
  }

  /** Whether this is a jar of that library, of that version or a newer one. */
  private static boolean isAtLeast(String jar, String library, String version) {
    Matcher named = Pattern.compile(Pattern.quote(library) + "-(\\d[\\d.]*\\d)\\D*").matcher(jar);
    return named.matches() && Arrays.compare(numbers(named.group(1)), numbers(version)) >= 0;
  }

  private static int[] numbers(String version) {
    return Arrays.stream(version.split("\\.")).mapToInt(Integer::parseInt).toArray();
  }

  private static boolean isThere(String type) {
    try {
      Class.forName(type, false, DependenciesTest.class.getClassLoader());
      return true;
    } catch (ClassNotFoundException absent) {
      return false;
    }
  }

  private static List<String> jars() {
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
        .map(path -> new File(path).getName())
        .filter(name -> name.endsWith(".jar"))
        .toList();
  }
}
