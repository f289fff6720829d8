package onestop.engine.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import onestop.engine.ProcessRuntime;
import onestop.engine.WorkItems;
import onestop.kernel.DossierCode;
import onestop.testing.City;
import onestop.testing.SharedWorld;
import onestop.testing.TestDatabase;
import onestop.testing.World;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.persistence.entity.EventSubscriptionEntity;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.camunda.bpm.engine.impl.persistence.entity.MessageEntity;
import org.camunda.bpm.engine.impl.persistence.entity.ProcessDefinitionEntity;
import org.camunda.bpm.engine.impl.persistence.entity.TaskEntity;
import org.camunda.bpm.engine.impl.persistence.entity.TimerEntity;
import org.camunda.bpm.engine.impl.persistence.entity.VariableInstanceEntity;
import org.camunda.bpm.engine.variable.Variables;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Nothing of a process is read beside its tree, and nothing is written nowhere. */
@Timeout(120)
@Tag("world")
class TreeSessionTest {
  @RegisterExtension static final SharedWorld SHARED = SharedWorld.on("2026-03-02T10:00");

  private static final String MARITAL_STATUS = "1.004873";
  private static final String OUTSIDE = "not in a tree of this transaction";

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void readingProcessesByTheEnginesQueriesFails(TestDatabase database) {
    World world = SHARED.world(database);
    SHARED.nextWeek(database);
    DossierCode code = SHARED.city(database).receive(MARITAL_STATUS).code();
    String item = world.get(WorkItems.class).of(code).get(0).id();
    TaskService tasks = world.get(TaskService.class);
    RuntimeService runtime = world.get(RuntimeService.class);
    ManagementService management = world.get(ManagementService.class);
    for (Runnable reading :
        List.<Runnable>of(
            () -> tasks.createTaskQuery().list(),
            () -> tasks.claim(item, "an"),
            () -> tasks.complete(item),
            () -> runtime.createProcessInstanceQuery().count(),
            () -> runtime.createMessageCorrelation("withdrawal_requested").correlateAll(),
            () -> runtime.getVariables(item),
            () -> runtime.createIncidentQuery().list(),
            () -> management.createJobQuery().list(),
            () -> management.setJobRetries(item, 1))) {
      assertThatThrownBy(reading::run).hasStackTraceContaining(OUTSIDE);
    }
    assertThat(world.get(WorkItems.class).of(code)).hasSize(1);
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void anotherDossiersProcessIsOutsideToo(TestDatabase database) {
    World world = SHARED.world(database);
    SHARED.nextWeek(database);
    City city = SHARED.city(database);
    DossierCode here = city.receive(MARITAL_STATUS).code();
    DossierCode elsewhere = city.receive(MARITAL_STATUS).code();
    String item = world.get(WorkItems.class).of(elsewhere).get(0).id();
    assertThatThrownBy(() -> within(world, here, () -> world.get(TaskService.class).complete(item)))
        .hasStackTraceContaining(OUTSIDE);
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void anEntityOfNoDossierStopsTheTransaction(TestDatabase database) {
    World world = SHARED.world(database);
    SHARED.nextWeek(database);
    DossierCode code = SHARED.city(database).receive(MARITAL_STATUS).code();
    long before = trees(world);
    for (Runnable stray :
        List.<Runnable>of(
            () -> insert(new TaskEntity()),
            () -> insert(new TimerEntity()),
            () -> insert(new MessageEntity()),
            () -> insert(new EventSubscriptionEntity()),
            () -> insert(new VariableInstanceEntity("name", Variables.stringValue("x"), false)),
            () -> insert(new ExecutionEntity()))) {
      assertThatThrownBy(() -> within(world, code, stray))
          .hasStackTraceContaining("IllegalStateException");
    }
    assertThat(trees(world)).isEqualTo(before);
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void aProcessThatBeginsWithoutOurCommandIsStoredAllTheSame(TestDatabase database) {
    World world = SHARED.world(database);
    SHARED.nextWeek(database);
    DossierCode code = SHARED.city(database).receive(MARITAL_STATUS).code();
    new TransactionTemplate(world.get(PlatformTransactionManager.class))
        .executeWithoutResult(
            status -> {
              world
                  .get(RuntimeService.class)
                  .startProcessInstanceByKey("certified_copy", code.value());
              assertThat(world.get(ProcessRuntime.class).isRunning(code, "certified_copy"))
                  .isTrue();
              status.setRollbackOnly();
            });
    assertThat(world.get(ProcessRuntime.class).isRunning(code, "certified_copy")).isFalse();
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void aModelThatThisNodeHasParsedIsNotQueriedAgain(TestDatabase database) {
    World world = SHARED.world(database);
    SHARED.nextWeek(database);
    DossierCode code = SHARED.city(database).receive(MARITAL_STATUS).code();
    within(
        world,
        code,
        () -> {
          String model =
              TreeEntities.current().running(code.value()).get(0).getProcessDefinitionId();
          assertThat(
                  Context.getProcessEngineConfiguration()
                      .getDeploymentCache()
                      .findDeployedProcessDefinitionById(model)
                      .getKey())
              .isEqualTo("marital_status_certificate");
          assertThat(TreeEntities.current().getCachedEntity(ProcessDefinitionEntity.class, model))
              .as("what a query leaves behind")
              .isNull();
        });
  }

  private static void insert(org.camunda.bpm.engine.impl.db.DbEntity entity) {
    Context.getCommandContext().getDbEntityManager().insert(entity);
  }

  private static void within(World world, DossierCode dossier, Runnable work) {
    new TransactionTemplate(world.get(PlatformTransactionManager.class))
        .executeWithoutResult(
            status -> world.get(TreeContext.class).run(List.of(dossier.value()), work));
  }

  private static long trees(World world) {
    return world
        .get(JdbcClient.class)
        .sql("select sum(revision) from process_tree")
        .query(Long.class)
        .single();
  }
}
