package onestop.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What may never come in with a dependency. */
class DependenciesTest {
  /** The engine's doors have published holes; the database's console is one. */
  private static final List<String> DOORS =
      List.of(
          "org.camunda.bpm.spring.boot.starter.rest.CamundaJerseyResourceConfig",
          "org.camunda.bpm.spring.boot.starter.webapp.CamundaBpmWebappAutoConfiguration",
          "org.camunda.bpm.engine.rest.ProcessEngineRestService");

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

  @Test
  void databaseConsoleStaysShut() {
    assertThat(House.text("src/main/resources/application.yaml"))
        .doesNotContainPattern("(?s)h2:\\s+console:\\s+enabled: true");
  }

  @Test
  void seesARefusedJar() {
    assertThat("camunda-bpm-spring-boot-starter-rest-7.24.0.jar").matches(REFUSED_JARS);
    assertThat("camunda-engine-rest-core-7.24.0.jar").matches(REFUSED_JARS);
    assertThat("camunda-engine-7.24.0.jar").doesNotMatch(REFUSED_JARS);
    assertThat(isThere("org.camunda.bpm.engine.ProcessEngine")).isTrue();
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
