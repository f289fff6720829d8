package onestop.engine;

import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.function.Consumer;
import onestop.engine.tree.TreeContext;
import onestop.kernel.DossierCode;
import onestop.testing.World;
import org.camunda.bpm.engine.impl.persistence.entity.JobEntity;
import org.camunda.bpm.engine.impl.persistence.entity.TimerEntity;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Changes the processes of dossiers as nobody but a fault would. */
public final class TreesOf {
  private TreesOf() {}

  /** Takes the timers of a dossier, and of no other; returns how many. */
  public static int loseTimers(World world, DossierCode code) {
    return timers(world, code, JobEntity::delete);
  }

  /** Takes all tries of a dossier's timers; returns how many there are. */
  public static int spendTimers(World world, DossierCode code) {
    return timers(world, code, timer -> timer.setRetriesFromPersistence(0));
  }

  /** Sets when the timers of a dossier are due; returns how many there are. */
  public static int setTimers(World world, DossierCode code, Instant due) {
    return timers(world, code, timer -> timer.setDuedate(Date.from(due)));
  }

  /** The tries that are left to the timers of a dossier. */
  public static List<Integer> tries(World world, DossierCode code) {
    return transaction(world)
        .execute(
            status ->
                world.get(TreeContext.class).timers(code).stream()
                    .map(TimerEntity::getRetries)
                    .toList());
  }

  private static int timers(World world, DossierCode code, Consumer<TimerEntity> change) {
    return transaction(world)
        .execute(
            status ->
                world
                    .get(TreeContext.class)
                    .on(
                        code,
                        entities -> {
                          List<TimerEntity> timers = entities.timers(code.value());
                          timers.forEach(change);
                          return timers.size();
                        }));
  }

  private static TransactionTemplate transaction(World world) {
    return new TransactionTemplate(world.get(PlatformTransactionManager.class));
  }
}
