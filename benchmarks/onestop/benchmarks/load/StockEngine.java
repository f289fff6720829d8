package onestop.benchmarks.load;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import onestop.engine.CommandGateway;
import onestop.engine.EngineClock;
import onestop.engine.NextMark;
import onestop.engine.ProcessRuntime;
import onestop.engine.WorkItems;
import onestop.engine.running.Payloads;
import onestop.engine.running.StockRuntime;
import onestop.engine.running.StockWorkItems;
import onestop.store.Sql;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.OptimisticLockingException;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.impl.bpmn.behavior.UserTaskActivityBehavior;
import org.camunda.bpm.engine.impl.bpmn.parser.AbstractBpmnParseListener;
import org.camunda.bpm.engine.impl.bpmn.parser.BpmnParse;
import org.camunda.bpm.engine.impl.cfg.AbstractProcessEnginePlugin;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.cfg.ProcessEnginePlugin;
import org.camunda.bpm.engine.impl.pvm.process.ActivityImpl;
import org.camunda.bpm.engine.impl.pvm.process.ScopeImpl;
import org.camunda.bpm.engine.impl.task.TaskDefinition;
import org.camunda.bpm.engine.impl.util.xml.Element;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import org.springframework.core.annotation.Order;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The product on Camunda as it comes: its own settings, full history, its own job executor, and one
 * transaction a command. What ours is measured against. Handed to the application as a source of
 * beans, and not annotated as one: a scan of the class path must not find it.
 */
class StockEngine {

  @Bean
  @Primary
  CommandGateway oneTransactionEach(PlatformTransactionManager transactions) {
    return new OneTransactionEach(new TransactionTemplate(transactions));
  }

  @Bean
  @Primary
  WorkItems workItemsAsRows(
      TaskService tasks,
      RuntimeService runtime,
      JdbcClient jdbc,
      RepositoryService repository,
      EngineClock clock,
      Payloads payloads) {
    return new StockWorkItems(tasks, runtime, jdbc, repository, clock, payloads);
  }

  @Bean
  @Primary
  ProcessRuntime processesAsRows(
      RuntimeService runtime,
      ManagementService management,
      RepositoryService repository,
      Sql sql,
      EngineClock clock,
      ObjectProvider<NextMark> marks) {
    return new StockRuntime(runtime, management, repository, sql, clock, marks);
  }

  /** Applied after the product's own: takes back what makes its engine lean. */
  @Bean
  @Order(1)
  ProcessEnginePlugin asItComes() {
    return new AbstractProcessEnginePlugin() {
      @Override
      public void preInit(ProcessEngineConfigurationImpl configuration) {
        ProcessEngineConfigurationImpl stock =
            new org.camunda.bpm.engine.spring.SpringProcessEngineConfiguration();
        configuration.setHistory(ProcessEngineConfigurationImpl.HISTORY_FULL);
        configuration.setCreateIncidentOnFailedJobEnabled(
            stock.isCreateIncidentOnFailedJobEnabled());
        configuration.setHistoryCleanupEnabled(stock.isHistoryCleanupEnabled());
        configuration.setTaskMetricsEnabled(stock.isTaskMetricsEnabled());
        configuration.setLoggingContextActivityId(stock.getLoggingContextActivityId());
        configuration.setLoggingContextApplicationName(stock.getLoggingContextApplicationName());
        configuration.setLoggingContextBusinessKey(stock.getLoggingContextBusinessKey());
        configuration.setLoggingContextProcessDefinitionId(
            stock.getLoggingContextProcessDefinitionId());
        configuration.setLoggingContextProcessInstanceId(
            stock.getLoggingContextProcessInstanceId());
        configuration.setLoggingContextTenantId(stock.getLoggingContextTenantId());
        configuration.setLoggingContextEngineName(stock.getLoggingContextEngineName());
        configuration.setFailedJobRetryTimeCycle(stock.getFailedJobRetryTimeCycle());
        configuration.setBusinessCalendarManager(stock.getBusinessCalendarManager());
        configuration.setTransactionContextFactory(stock.getTransactionContextFactory());
        configuration
            .getCustomSessionFactories()
            .removeIf(factory -> !factory.getSessionType().getName().startsWith("onestop."));
        configuration.getCustomPostBPMNParseListeners().add(new CandidateLinks(configuration));
      }
    };
  }

  /** The engine's rows of who may take an item, which the product leaves out. */
  private static final class CandidateLinks extends AbstractBpmnParseListener {
    private final ProcessEngineConfigurationImpl configuration;

    CandidateLinks(ProcessEngineConfigurationImpl configuration) {
      this.configuration = configuration;
    }

    @Override
    public void parseUserTask(Element element, ScopeImpl scope, ActivityImpl activity) {
      TaskDefinition task =
          ((UserTaskActivityBehavior) activity.getActivityBehavior()).getTaskDefinition();
      String groups =
          element.attributeNS(BpmnParse.CAMUNDA_BPMN_EXTENSIONS_NS, "candidateGroups", "");
      for (String group : groups.split(",")) {
        if (!group.isBlank()) {
          task.addCandidateGroupIdExpression(
              configuration.getExpressionManager().createExpression(group.strip()));
        }
      }
    }
  }

  /** A command that met another transaction is done again, as whoever runs a stock engine does. */
  private record OneTransactionEach(TransactionTemplate transaction) implements CommandGateway {
    private static final int TRIES = 6;
    private static final Duration PAUSE = Duration.ofMillis(2);

    @Override
    public <T> T run(Target target, Supplier<T> work) {
      for (int tried = 1; ; tried++) {
        try {
          return Objects.requireNonNull(transaction.execute(status -> work.get()));
        } catch (ConcurrencyFailureException
            | DuplicateKeyException
            | OptimisticLockingException e) {
          if (tried == TRIES) {
            throw e;
          }
          LockSupport.parkNanos(PAUSE.toNanos() << tried);
        }
      }
    }

    @Override
    public <T> List<Outcome<T>> runAll(List<Command<T>> commands) {
      return commands.stream().map(this::one).toList();
    }

    @Override
    public <T> List<Outcome<T>> runInBackground(List<Command<T>> commands) {
      return runAll(commands);
    }

    private <T> Outcome<T> one(Command<T> command) {
      try {
        return new Outcome<>(run(command.target(), command.work()), null);
      } catch (RuntimeException e) {
        return new Outcome<>(null, e);
      }
    }
  }
}
