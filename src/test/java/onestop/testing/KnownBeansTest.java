package onestop.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.aop.framework.Advised;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.boot.ApplicationContextFactory;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.servlet.context.AnnotationConfigServletWebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;

/** An application that knows its beans has the same ones as one that asks for itself. */
@Tag("world")
class KnownBeansTest {
  private static final String START = "2026-03-02T10:00";

  @ParameterizedTest
  @EnumSource(names = {"NONE", "SERVLET"})
  void areThoseOfAnApplicationThatAsksForItself(WebApplicationType web) {
    Map<String, List<String>> asked = beans(web, KnownBeansTest::asking);
    beans(web, new KnownBeans()); // which learns them
    assertThat(asked).hasSizeGreaterThan(300);
    assertThat(beans(web, new KnownBeans()).entrySet())
        .containsExactlyInAnyOrderElementsOf(asked.entrySet());
  }

  /** As Spring Boot makes it. */
  private static ConfigurableApplicationContext asking(WebApplicationType web) {
    return web == WebApplicationType.SERVLET
        ? new AnnotationConfigServletWebServerApplicationContext()
        : new AnnotationConfigApplicationContext();
  }

  /** Of each bean its class, its advisors in order, and what it was given. */
  private static Map<String, List<String>> beans(
      WebApplicationType web, ApplicationContextFactory contexts) {
    SpringApplicationBuilder application =
        new SpringApplicationBuilder(World.onestop()).web(web).contextFactory(contexts);
    try (World world =
        World.open(TestDatabase.H2.ready(), START, new FlowCoverage(), application)) {
      DefaultListableBeanFactory factory =
          (DefaultListableBeanFactory) world.application().getAutowireCapableBeanFactory();
      Map<String, List<String>> beans = new TreeMap<>();
      for (String name : factory.getSingletonNames()) {
        if (factory.containsBeanDefinition(name) && !own(factory, name)) {
          beans.put(name, of(factory, name));
        }
      }
      return beans;
    }
  }

  /** Those by which the two differ. */
  private static boolean own(DefaultListableBeanFactory factory, String name) {
    return factory.getSingleton(name) instanceof KnownBeans.KnownAdvisors
        || name.endsWith("internalAutoProxyCreator");
  }

  private static List<String> of(DefaultListableBeanFactory factory, String name) {
    Object bean = factory.getSingleton(name);
    Stream<String> advisors =
        bean instanceof Advised advised
            ? Arrays.stream(advised.getAdvisors()).map(one -> one.getClass().getName())
            : Stream.empty();
    Stream<String> given =
        Arrays.stream(factory.getDependenciesForBean(name))
            .filter(one -> !one.contains("@")) // the context and the factory themselves
            .map(one -> one.replaceFirst("#.*", "")) // an inner bean has a number
            .sorted();
    Class<?> type = bean == null ? Void.class : bean.getClass();
    String stable = type.getName().replaceAll("\\$\\$Lambda.*|\\$Proxy\\d+|0x\\w+", "");
    return Stream.of(Stream.of(stable), advisors, given).flatMap(all -> all).toList();
  }
}
