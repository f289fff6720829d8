package onestop.engine;

import java.util.List;
import onestop.engine.tree.TreeContext;
import onestop.kernel.DossierCode;
import onestop.testing.World;
import org.apache.ibatis.session.SqlSession;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.camunda.bpm.engine.impl.persistence.entity.TaskEntity;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Puts processes into the engine's tables, as a release before trees left them. */
public final class RowsOf {
  private RowsOf() {}

  /** Writes the processes of these dossiers as rows of the engine, and deletes their trees. */
  public static void release(World world, List<DossierCode> dossiers) {
    TransactionTemplate transaction =
        new TransactionTemplate(world.get(PlatformTransactionManager.class));
    for (DossierCode dossier : dossiers) {
      transaction.executeWithoutResult(
          status ->
              world
                  .get(TreeContext.class)
                  .on(
                      dossier,
                      entities -> {
                        write(entities.trees(dossier.value()));
                        return dossier;
                      }));
      world
          .get(JdbcClient.class)
          .sql("delete from process_tree where dossier_code = ?")
          .param(dossier.value())
          .update();
    }
  }

  private static void write(List<onestop.engine.tree.ProcessTree> trees) {
    try (SqlSession session =
        Context.getProcessEngineConfiguration().getSqlSessionFactory().openSession()) {
      trees.forEach(
          tree -> {
            tree.executions().stream()
                .sorted(java.util.Comparator.comparing(RowsOf::depth))
                .forEach(execution -> session.insert("insertExecution", execution));
            tree.tasks().forEach((TaskEntity task) -> session.insert("insertTask", task));
            tree.timers().forEach(timer -> session.insert("insertTimer", timer));
            tree.subscriptions()
                .forEach(subscription -> session.insert("insertEventSubscription", subscription));
          });
      session.flushStatements();
    }
  }

  private static int depth(ExecutionEntity execution) {
    return execution.getParent() == null ? 0 : 1 + depth(execution.getParent());
  }
}
