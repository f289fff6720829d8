package onestop.engine.setup;

import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import onestop.engine.AnnouncementOwner;
import onestop.engine.EngineClock;
import onestop.engine.FlowObserver;
import onestop.engine.GatewaySettings;
import onestop.engine.NextMark;
import onestop.engine.internals.MarkCalendar;
import onestop.engine.internals.QuietTransactionContext;
import onestop.engine.running.Announce;
import onestop.engine.running.Payloads;
import onestop.engine.running.SlaExpressions;
import onestop.engine.running.StepDefinitions;
import onestop.engine.tree.EngineMapping;
import onestop.engine.tree.TreeSessions;
import onestop.engine.tree.Trees;
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

/**
 * The configuration of the engine: minimal, without history of its own, with two names that models
 * may use.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(GatewaySettings.class)
class EngineConfiguration {

  @Bean
  StepDefinitions stepDefinitions(ApplicationEventPublisher events, EngineClock clock) {
    return new StepDefinitions(events, clock);
  }

  /**
   * The engine's settings. Depends on the finished migration, so that the engine finds its tables.
   * Applied first: a benchmark applies the engine's own settings after it.
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
      ObjectProvider<FlowObserver> observer,
      Trees trees,
      PlatformTransactionManager transactions) {
    KnownExpressions expressions =
        KnownExpressions.of(
            new Announce(owners, clock, payloads), new SlaExpressions(marks, clock));
    return new EngineTuning(
        expressions,
        steps,
        configuration -> {
          lean(configuration, trees, transactions);
          observer.ifAvailable(told -> observe(configuration, told));
        });
  }

  private static void observe(ProcessEngineConfigurationImpl configuration, FlowObserver observer) {
    configuration.setCustomPostBPMNParseListeners(
        new ArrayList<>(List.of(new ObservedFlows(observer))));
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
      // unused here, and it would make the engine read the models themselves at each query of
      // models
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

    @Override
    public void postInit(ProcessEngineConfigurationImpl configuration) {
      EngineMapping.requireSame(configuration.getSqlSessionFactory().getConfiguration());
    }
  }

  /**
   * A decision engine without function. Unless it is given one, the engine builds a decision
   * engine, with an expression language of its own, even when decisions are switched off.
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

  /**
   * Limits the engine's writes to what it needs to run: the application's own events are the
   * evidence.
   */
  private static void lean(
      ProcessEngineConfigurationImpl configuration,
      Trees trees,
      PlatformTransactionManager transactions) {
    configuration.setCreateIncidentOnFailedJobEnabled(false); // ours are recorded instead
    configuration.setHistoryCleanupEnabled(false);
    configuration.setHistory(ProcessEngineConfigurationImpl.HISTORY_NONE);
    configuration.setMetricsEnabled(false);
    configuration.setTaskMetricsEnabled(false);
    // no log line of the application uses these values, and setting them costs time at each step of
    // each process
    configuration.setLoggingContextActivityId("");
    configuration.setLoggingContextApplicationName("");
    configuration.setLoggingContextBusinessKey("");
    configuration.setLoggingContextProcessDefinitionId("");
    configuration.setLoggingContextProcessInstanceId("");
    configuration.setLoggingContextTenantId("");
    configuration.setLoggingContextEngineName("");
    configuration.setFailedJobRetryTimeCycle("R3/PT10S");
    configuration.setCustomSessionFactories(TreeSessions.factories(trees));
    configuration.setBusinessCalendarManager(MarkCalendar.calendars());
    configuration.setTransactionContextFactory(QuietTransactionContext.factory(transactions));
  }
}
