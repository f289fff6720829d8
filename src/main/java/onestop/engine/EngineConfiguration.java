package onestop.engine;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.impl.bpmn.parser.BpmnParseListener;
import org.camunda.bpm.engine.impl.cfg.AbstractProcessEnginePlugin;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.cfg.ProcessEnginePlugin;
import org.camunda.bpm.engine.impl.el.JuelExpressionManager;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.flyway.FlywayMigrationInitializer;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** How the engine runs here: lean, without history of its own, with two words for models. */
@Configuration(proxyBeanMethods = false)
class EngineConfiguration {

  @Bean
  StepDefinitions stepDefinitions(ApplicationEventPublisher events, EngineClock clock) {
    return new StepDefinitions(events, clock);
  }

  /**
   * The engine's settings. Asks for the finished migration, so that the engine finds its tables.
   */
  @Bean
  ProcessEnginePlugin engineTuning(
      FlywayMigrationInitializer migrated,
      StepDefinitions steps,
      ApplicationEventPublisher events,
      EngineClock clock,
      Payloads payloads,
      ObjectProvider<NextMark> marks) {
    Map<Object, Object> words = new HashMap<>();
    words.put("announce", new Announce(events, clock, payloads));
    words.put("sla", new SlaExpressions(marks, clock));
    return new EngineTuning(words, steps);
  }

  /** Applied before the engine starts. */
  private static final class EngineTuning extends AbstractProcessEnginePlugin {
    private final Map<Object, Object> words;
    private final StepDefinitions steps;

    EngineTuning(Map<Object, Object> words, StepDefinitions steps) {
      this.words = words;
      this.steps = steps;
    }

    @Override
    public void preInit(ProcessEngineConfigurationImpl configuration) {
      // A model sees these two beans and nothing else of the application.
      configuration.setExpressionManager(new JuelExpressionManager(words));
      configuration.setReevaluateTimeCycleWhenDue(true);
      configuration.setHistory(ProcessEngineConfigurationImpl.HISTORY_NONE);
      configuration.setEnforceHistoryTimeToLive(false);
      configuration.setEnableCmdExceptionLogging(false);
      configuration.setMetricsEnabled(false);
      configuration.setTaskMetricsEnabled(false);
      configuration.setCmmnEnabled(false);
      configuration.setDmnEnabled(false);
      configuration.setEnableExpressionsInAdhocQueries(false);
      configuration.setEnableExpressionsInStoredQueries(false);
      configuration.setJobExecutorAcquireByDueDate(true);
      configuration.setJobExecutorPreferTimerJobs(true);
      List<BpmnParseListener> listeners =
          configuration.getCustomPostBPMNParseListeners() == null
              ? new ArrayList<>()
              : new ArrayList<>(configuration.getCustomPostBPMNParseListeners());
      listeners.add(steps);
      configuration.setCustomPostBPMNParseListeners(listeners);
    }
  }
}
