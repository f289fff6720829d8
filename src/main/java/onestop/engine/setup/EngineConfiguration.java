package onestop.engine.setup;

import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import onestop.engine.AnnouncementOwner;
import onestop.engine.EngineClock;
import onestop.engine.GatewaySettings;
import onestop.engine.NextMark;
import onestop.engine.internals.MarkCalendar;
import onestop.engine.internals.PrefetchSessions;
import onestop.engine.internals.QuietTransactionContext;
import onestop.engine.running.Announce;
import onestop.engine.running.Payloads;
import onestop.engine.running.SlaExpressions;
import onestop.engine.running.StepDefinitions;
import onestop.engine.wall.GuardedParse;
import onestop.engine.wall.KnownBehaviours;
import onestop.engine.wall.KnownExpressions;
import onestop.engine.wall.StepBound;
import org.camunda.bpm.dmn.engine.DmnEngine;
import org.camunda.bpm.engine.impl.bpmn.parser.BpmnParseListener;
import org.camunda.bpm.engine.impl.cfg.AbstractProcessEnginePlugin;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.cfg.ProcessEnginePlugin;
import org.camunda.bpm.engine.impl.interceptor.SessionFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.flyway.FlywayMigrationInitializer;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.transaction.PlatformTransactionManager;

/** How the engine runs here: lean, without history of its own, with two words for models. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(GatewaySettings.class)
class EngineConfiguration {

  @Bean
  StepDefinitions stepDefinitions(ApplicationEventPublisher events, EngineClock clock) {
    return new StepDefinitions(events, clock);
  }

  /**
   * The engine's settings. Asks for the finished migration, so that the engine finds its tables.
   * Applied first: a benchmark puts the engine's own settings behind it.
   */
  @Bean
  @Order(0)
  ProcessEnginePlugin engineTuning(
      FlywayMigrationInitializer migrated,
      StepDefinitions steps,
      ObjectProvider<AnnouncementOwner> owners,
      EngineClock clock,
      Payloads payloads,
      ObjectProvider<NextMark> marks,
      PlatformTransactionManager transactions) {
    KnownExpressions expressions =
        KnownExpressions.of(
            new Announce(owners, clock, payloads), new SlaExpressions(marks, clock));
    return new EngineTuning(expressions, steps, configuration -> lean(configuration, transactions));
  }

  /** Applied before the engine starts. */
  private static final class EngineTuning extends AbstractProcessEnginePlugin {
    private final KnownExpressions expressions;
    private final StepDefinitions steps;
    private final Consumer<ProcessEngineConfigurationImpl> lean;

    EngineTuning(
        KnownExpressions expressions,
        StepDefinitions steps,
        Consumer<ProcessEngineConfigurationImpl> lean) {
      this.lean = lean;
      this.expressions = expressions;
      this.steps = steps;
    }

    @Override
    public void preInit(ProcessEngineConfigurationImpl configuration) {
      configuration.setExpressionManager(expressions);
      configuration.setBpmnParseFactory(GuardedParse::new);
      configuration.setReevaluateTimeCycleWhenDue(true);
      configuration.setEnforceHistoryTimeToLive(false);
      configuration.setCmmnEnabled(false);
      configuration.setDmnEnabled(false);
      configuration.setDmnEngine(noDecisions());
      configuration.setEnableCmdExceptionLogging(false);
      configuration.setEnableExpressionsInAdhocQueries(false);
      configuration.setEnableExpressionsInStoredQueries(false);
      // nobody asks for it, and for each query of models the engine would read the models
      // themselves
      configuration.setEnableFetchProcessDefinitionDescription(false);
      lean.accept(configuration);
      List<SessionFactory> sessions =
          configuration.getCustomSessionFactories() == null
              ? new ArrayList<>()
              : new ArrayList<>(configuration.getCustomSessionFactories());
      sessions.add(StepBound.counts());
      configuration.setCustomSessionFactories(sessions);
      List<BpmnParseListener> listeners =
          configuration.getCustomPostBPMNParseListeners() == null
              ? new ArrayList<>()
              : new ArrayList<>(configuration.getCustomPostBPMNParseListeners());
      listeners.add(steps);
      listeners.add(new StepBound());
      listeners.add(new KnownBehaviours());
      configuration.setCustomPostBPMNParseListeners(listeners);
    }
  }

  /**
   * The engine builds a decision engine, with an expression language of its own, even when
   * decisions are switched off; unless it is handed one.
   */
  private static DmnEngine noDecisions() {
    return (DmnEngine)
        Proxy.newProxyInstance(
            DmnEngine.class.getClassLoader(),
            new Class<?>[] {DmnEngine.class},
            (engine, method, arguments) -> {
              if (method.getName().equals("getConfiguration")) {
                return null;
              }
              throw new UnsupportedOperationException("no model of ours has decisions");
            });
  }

  /** Our own events are the evidence: the engine writes nothing beside what it needs to run. */
  private static void lean(
      ProcessEngineConfigurationImpl configuration, PlatformTransactionManager transactions) {
    configuration.setHistory(ProcessEngineConfigurationImpl.HISTORY_NONE);
    configuration.setMetricsEnabled(false);
    configuration.setTaskMetricsEnabled(false);
    // no line of ours tells by them, and setting them costs on each step of each process
    configuration.setLoggingContextActivityId("");
    configuration.setLoggingContextApplicationName("");
    configuration.setLoggingContextBusinessKey("");
    configuration.setLoggingContextProcessDefinitionId("");
    configuration.setLoggingContextProcessInstanceId("");
    configuration.setLoggingContextTenantId("");
    configuration.setLoggingContextEngineName("");
    configuration.setFailedJobRetryTimeCycle("R3/PT10S");
    configuration.setCustomSessionFactories(PrefetchSessions.factories());
    configuration.setBusinessCalendarManager(MarkCalendar.calendars());
    configuration.setTransactionContextFactory(QuietTransactionContext.factory(transactions));
  }
}
