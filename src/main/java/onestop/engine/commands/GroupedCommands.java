package onestop.engine.commands;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import onestop.batch.GroupCommit;
import onestop.batch.Item;
import onestop.batch.Limits;
import onestop.batch.Priority;
import onestop.engine.CommandGateway;
import onestop.engine.GatewaySettings;
import onestop.kernel.Failure;
import onestop.node.NodeState;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * The gateway on {@link GroupCommit}: it has no threads of its own, and a batch takes the commands
 * that wait, up to the configured maximum.
 */
@Component
public class GroupedCommands implements CommandGateway {
  /**
   * The maximum number of commands that wait for a lock outside the lanes at the same time; each
   * occupies a database connection.
   */
  private static final int ALONE = 3;

  private final GatewaySettings settings;
  private final NodeState node;
  private final GroupCommit<Call<?>> batches;
  private volatile long lastCaller = System.nanoTime() - Long.MAX_VALUE / 2;

  GroupedCommands(GatewaySettings settings, CommandWorker worker, NodeState node) {
    this.settings = settings;
    this.node = node;
    this.batches =
        new GroupCommit<>(
            new Limits(settings.batch(), settings.lanes(), settings.queue(), ALONE), worker);
  }

  @Override
  public <T> T run(Target target, Supplier<T> work) {
    if (TransactionSynchronizationManager.isActualTransactionActive()) {
      return work.get();
    }
    node.requireWork();
    lastCaller = System.nanoTime();
    Call<T> call = new Call<>(new Command<>(target, work));
    if (!batches.run(item(call, Priority.INTERACTIVE))) {
      throw Failure.of(Failure.Kind.BUSY, "engine", "busy", "waiting", settings.queue());
    }
    return call.outcome().orThrow();
  }

  @Override
  public <T> List<Outcome<T>> runAll(List<Command<T>> commands) {
    return runAll(commands, Priority.INTERACTIVE);
  }

  @Override
  public <T> List<Outcome<T>> runInBackground(List<Command<T>> commands) {
    return runAll(commands, Priority.BACKGROUND);
  }

  private <T> List<Outcome<T>> runAll(List<Command<T>> commands, Priority priority) {
    if (TransactionSynchronizationManager.isActualTransactionActive()) {
      return commands.stream().map(GroupedCommands::join).toList();
    }
    node.requireWork();
    List<Outcome<T>> outcomes = new ArrayList<>(commands.size());
    int most = Math.max(1, settings.queue() / 2);
    for (int from = 0; from < commands.size(); from += most) {
      List<Call<T>> calls =
          commands.subList(from, Math.min(commands.size(), from + most)).stream()
              .map(Call::new)
              .toList();
      batches.runAll(calls.stream().map(call -> item(call, priority)).toList());
      calls.forEach(call -> outcomes.add(call.outcome()));
    }
    return outcomes;
  }

  private static <T> Outcome<T> join(Command<T> command) {
    try {
      return new Outcome<>(command.work().get(), null);
    } catch (RuntimeException e) {
      return new Outcome<>(null, e);
    }
  }

  private static Item<Call<?>> item(Call<?> call, Priority priority) {
    return new Item<>(call, call.keys(), priority, System.nanoTime());
  }

  /**
   * Whether a single command ({@link #run}) was submitted within the given time. Bulk submissions
   * ({@link #runAll}) do not count.
   */
  public boolean called(Duration within) {
    return System.nanoTime() - lastCaller < within.toNanos();
  }

  /** The number of commands waiting now. */
  int waiting() {
    return batches.waiting();
  }
}
