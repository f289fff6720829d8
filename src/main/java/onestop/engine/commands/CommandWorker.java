package onestop.engine.commands;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.locks.LockSupport;
import onestop.batch.Answers;
import onestop.batch.Attempt;
import onestop.batch.Attempt.Ending;
import onestop.batch.Isolation;
import onestop.batch.Item;
import onestop.batch.Priority;
import onestop.batch.Retries;
import onestop.batch.Worker;
import onestop.engine.CommandGateway.Target;
import onestop.engine.EngineIncident;
import onestop.engine.GatewaySettings;
import onestop.incidents.Incidents;
import onestop.kernel.DossierCode;
import onestop.kernel.Failure;
import onestop.kernel.Failure.Kind;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Runs a batch of commands in transactions: in one, unless two commands turn out to concern the
 * same dossier or a command fails.
 *
 * <p>If the answer to a commit is lost, all its commands are answered with a failure and are not
 * retried here: a caller that repeats its command meets the actual state.
 */
@Component
class CommandWorker implements Worker<Call<?>>, Answers<Item<Call<?>>> {
  private static final Logger log = LoggerFactory.getLogger(CommandWorker.class);
  private static final int TRIES = 6;
  private static final Duration PAUSE = Duration.ofMillis(2);

  /**
   * How long a batch waits for a row that another transaction holds; all its commands wait with it.
   */
  private static final Duration TOGETHER = Duration.ofMillis(500);

  private final WorkItemDossiers dossiers;
  private final Incidents incidents;
  private final EngineMeters meters;
  private final GatewaySettings settings;
  private final Isolation<Item<Call<?>>> isolation;

  CommandWorker(
      WorkItemDossiers dossiers,
      CommandTransactions transactions,
      Incidents incidents,
      EngineMeters meters,
      GatewaySettings settings) {
    this.dossiers = dossiers;
    this.incidents = incidents;
    this.meters = meters;
    this.settings = settings;
    this.isolation =
        new Isolation<>(
            transactions,
            this,
            new Retries(
                TRIES,
                TOGETHER,
                CommandTransactions.ONCE_LOCKED,
                tried -> LockSupport.parkNanos(PAUSE.toNanos() << tried)));
  }

  @Override
  public void run(List<Item<Call<?>>> batch) {
    dossiers.find(batch);
    List<Item<Call<?>>> left = new ArrayList<>(batch);
    while (!left.isEmpty()) {
      List<Item<Call<?>>> wave = oneOfEachDossier(left);
      left.removeAll(wave);
      wave.forEach(item -> meters.waited(age(item).toNanos()));
      isolation.settle(wave.stream().sorted(IN_ORDER).toList());
    }
  }

  /**
   * Groups with at most one command of each dossier. Commands on work items of one dossier have
   * different keys, since their dossier is known only now.
   */
  private static List<Item<Call<?>>> oneOfEachDossier(List<Item<Call<?>>> items) {
    Set<DossierCode> taken = new TreeSet<>(Comparator.comparing(DossierCode::value));
    return items.stream()
        .filter(item -> item.work().dossier().map(taken::add).orElse(true))
        .toList();
  }

  /**
   * Dossiers in the order of their codes, then new ones in the order of their series: all
   * transactions lock shared rows, series of numbers above all, in the same order.
   */
  private static final Comparator<Item<Call<?>>> IN_ORDER =
      Comparator.comparing(
              (Item<Call<?>> item) -> item.work().dossier().map(DossierCode::value).orElse("~"))
          .thenComparing(
              item -> item.work().target() instanceof Target.New made ? made.series() : "");

  @Override
  public boolean runAlone(Item<Call<?>> item) {
    if (expire(item)) {
      return false;
    }
    dossiers.find(List.of(item));
    return isolation.settleAlone(item, settings.patience().minus(age(item)));
  }

  @Override
  public boolean expire(Item<Call<?>> item) {
    boolean out =
        settings.patience().minus(age(item)).compareTo(CommandTransactions.ONCE_LOCKED) < 0;
    if (out) {
      settle(item, held());
    }
    return out;
  }

  @Override
  public void abandoned(Item<Call<?>> item, Throwable why) {
    settle(
        item,
        why instanceof RuntimeException failure
            ? failure
            : Failure.of(Kind.LOST_RESOURCE, "engine", "broken").causedBy(why));
  }

  @Override
  public void committed(Item<Call<?>> item) {
    item.work().committed();
    item.settled();
  }

  @Override
  public void failed(Item<Call<?>> item, Attempt<Item<Call<?>>> last) {
    RuntimeException why = last.reason();
    settle(item, why);
    if (last.ending() == Ending.FAILED && item.priority() == Priority.INTERACTIVE) {
      item.work().dossier().ifPresent(dossier -> note(why, dossier));
    }
  }

  @Override
  public void locked(Item<Call<?>> item) {
    if (item.isOpen()) {
      item.putAside();
    } else {
      settle(item, held());
    }
  }

  private static void settle(Item<Call<?>> item, RuntimeException why) {
    item.work().failed(why);
    item.settled();
  }

  private static Duration age(Item<Call<?>> item) {
    return Duration.ofNanos(System.nanoTime() - item.arrivedNanos());
  }

  /**
   * The failure of a command that was not done because another transaction holds a row that it
   * needs.
   */
  private Failure held() {
    return Failure.of(Kind.BUSY, "engine", "held", "seconds", settings.patience().toSeconds());
  }

  /**
   * Records an incident for a failure that the caller cannot have caused; the caller receives the
   * failure as well. Failures of background commands are left to their caller.
   */
  private void note(RuntimeException why, DossierCode dossier) {
    if (why instanceof Failure failure && failure.kind() != Kind.LOST_RESOURCE) {
      return;
    }
    try {
      incidents.repaired(EngineIncident.COMMAND_FAILED, dossier, Incidents.reason(why));
    } catch (RuntimeException e) {
      log.error("A command on dossier {} failed, and the incident was not noted", dossier, e);
    }
  }
}
