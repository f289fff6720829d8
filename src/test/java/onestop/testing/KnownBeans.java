package onestop.testing;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.aop.Advisor;
import org.springframework.aop.config.AopConfigUtils;
import org.springframework.aop.framework.autoproxy.InfrastructureAdvisorAutoProxyCreator;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.boot.ApplicationContextFactory;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.web.servlet.context.AnnotationConfigServletWebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/**
 * Applications that know which of their beans are of a type from the first one of this JVM that had
 * the same bean definitions. To ask each of 700 definitions for its type, for each of 500 types, is
 * a quarter of what a start costs. Every bean is made anew, and the answers are those of the first
 * start, question by question; once an application has started, it asks for itself. {@code
 * META-INF/spring.factories} of the tests names it, so every application that a test starts has it.
 */
@Order(Ordered.HIGHEST_PRECEDENCE)
final class KnownBeans implements ApplicationContextFactory {
  private static final Map<List<String>, Map<Question, String[]>> ANSWERS =
      new ConcurrentHashMap<>();

  /** The answer to the same question may be another one later in a start: it is counted. */
  private record Question(Class<?> type, boolean allScopes, boolean eager, int time) {}

  @Override
  public ConfigurableApplicationContext create(WebApplicationType web) {
    Factory factory = new Factory();
    return web == WebApplicationType.SERVLET
        ? new AnnotationConfigServletWebServerApplicationContext(factory)
        : new AnnotationConfigApplicationContext(factory);
  }

  private static final class Factory extends DefaultListableBeanFactory {
    private static final long serialVersionUID = 1L;

    private final transient Map<Question, Integer> asked = new HashMap<>();
    private transient @Nullable Map<Question, String[]> answers;
    private final Thread starter = Thread.currentThread();
    private boolean started;

    /** From here on no definition is added: the first question after that is this one. */
    private Map<Question, String[]> answersOfTheLike() {
      List<String> definitions = new ArrayList<>();
      for (String name : getBeanDefinitionNames()) {
        BeanDefinition definition = getBeanDefinition(name);
        definitions.add(name);
        definitions.add(
            definition.getBeanClassName()
                + " "
                + definition.getFactoryBeanName()
                + " "
                + definition.getFactoryMethodName());
      }
      // what was registered by hand answers as well, as the order of the demo city
      definitions.addAll(List.of(getSingletonNames()));
      return ANSWERS.computeIfAbsent(definitions, first -> new ConcurrentHashMap<>());
    }

    private void knowAdvisors() {
      String name = AopConfigUtils.AUTO_PROXY_CREATOR_BEAN_NAME;
      if (!containsBeanDefinition(name)) {
        return; // not onestop, but a neighbour that a test starts
      }
      BeanDefinition creator = getBeanDefinition(name);
      if (InfrastructureAdvisorAutoProxyCreator.class
          .getName()
          .equals(creator.getBeanClassName())) {
        creator.setBeanClassName(KnownAdvisors.class.getName());
        clearMergedBeanDefinition(name);
      }
    }

    @Override
    public void preInstantiateSingletons() {
      super.preInstantiateSingletons();
      started = true;
    }

    @Override
    public String[] getBeanNamesForType(
        @Nullable Class<?> type, boolean allScopes, boolean allowEagerInit) {
      if (answers == null && type == BeanPostProcessor.class) {
        answers = answersOfTheLike();
        knowAdvisors();
      }
      Map<Question, String[]> known = answers;
      if (known == null || type == null || started || Thread.currentThread() != starter) {
        return super.getBeanNamesForType(type, allScopes, allowEagerInit);
      }
      int time = asked.merge(new Question(type, allScopes, allowEagerInit, 0), 1, Integer::sum);
      Question question = new Question(type, allScopes, allowEagerInit, time);
      String[] answer = known.get(question);
      if (answer == null) {
        answer = super.getBeanNamesForType(type, allScopes, allowEagerInit);
        known.put(question, answer);
      }
      return answer;
    }
  }

  /** Which advisors of a list apply to a class is asked once in a JVM. */
  static final class KnownAdvisors extends InfrastructureAdvisorAutoProxyCreator {
    private static final long serialVersionUID = 1L;
    private static final Map<List<Object>, List<Integer>> APPLY = new ConcurrentHashMap<>();

    @Override
    protected List<Advisor> findAdvisorsThatCanApply(
        List<Advisor> candidates, Class<?> beanClass, String beanName) {
      List<Object> question = new ArrayList<>(List.of(beanClass));
      candidates.forEach(candidate -> question.add(candidate.getClass()));
      List<Integer> places = APPLY.get(question);
      if (places == null) {
        List<Advisor> applying = super.findAdvisorsThatCanApply(candidates, beanClass, beanName);
        APPLY.put(question, applying.stream().map(candidates::indexOf).toList());
        return applying;
      }
      return new ArrayList<>(places.stream().map(candidates::get).toList());
    }
  }
}
