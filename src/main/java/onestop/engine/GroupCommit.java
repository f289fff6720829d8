package onestop.engine;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import onestop.kernel.AgencyCode;
import onestop.kernel.Failure;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * The gateway without threads of its own: a caller that finds a lane free leads, takes everybody
 * who waits with it and hands the lead on when its own command is answered; all others sleep until
 * somebody has led them.
 */
@Component
class GroupCommit implements CommandGateway {
  private final GatewaySettings settings;
  private final BatchRun batches;

  private final ReentrantLock door = new ReentrantLock();
  private final ArrayDeque<Ticket<?>> waiting = new ArrayDeque<>();
  private final Set<Object> busy = new HashSet<>();
  private final Set<AgencyCode> busyDesks = new HashSet<>();
  private int leaders;
  private volatile long lastCaller = System.nanoTime() - Long.MAX_VALUE / 2;

  GroupCommit(GatewaySettings settings, BatchRun batches) {
    this.settings = settings;
    this.batches = batches;
  }

  @Override
  public <T> T run(Target target, Supplier<T> work) {
    if (TransactionSynchronizationManager.isActualTransactionActive()) {
      return work.get();
    }
    if (settings.mode() == GatewaySettings.Mode.STOCK) {
      return batches.alone(work);
    }
    lastCaller = System.nanoTime();
    Ticket<T> ticket = new Ticket<>(new Command<>(target, work), Thread.currentThread());
    enter(List.of(ticket), true);
    serve(ticket);
    return ticket.answer();
  }

  @Override
  public <T> List<Outcome<T>> runAll(List<Command<T>> commands) {
    if (settings.mode() == GatewaySettings.Mode.STOCK
        || TransactionSynchronizationManager.isActualTransactionActive()) {
      return commands.stream().map(this::alone).toList();
    }
    List<Outcome<T>> outcomes = new ArrayList<>(commands.size());
    int most = Math.max(1, settings.queue() / 2);
    for (int from = 0; from < commands.size(); from += most) {
      List<Ticket<T>> tickets =
          commands.subList(from, Math.min(commands.size(), from + most)).stream()
              .map(command -> new Ticket<>(command, Thread.currentThread()))
              .toList();
      enter(tickets, false);
      tickets.forEach(this::serve);
      tickets.forEach(ticket -> outcomes.add(ticket.outcome()));
    }
    return outcomes;
  }

  private <T> Outcome<T> alone(Command<T> command) {
    try {
      return new Outcome<>(run(command.target(), command.work()), null);
    } catch (RuntimeException e) {
      return new Outcome<>(null, e);
    }
  }

  /**
   * Whether somebody who waits for the answer has handed in a command within that time. Whole lots
   * ({@link #runAll}) are nobody at a screen.
   */
  boolean called(Duration within) {
    return System.nanoTime() - lastCaller < within.toNanos();
  }

  /** How many commands wait now. */
  int waiting() {
    door.lock();
    try {
      return waiting.size();
    } finally {
      door.unlock();
    }
  }

  /** Puts tickets at the end of the queue, all or none. */
  private void enter(List<? extends Ticket<?>> tickets, boolean impatient) {
    while (true) {
      door.lock();
      try {
        if (waiting.size() + tickets.size() <= settings.queue() || waiting.isEmpty()) {
          waiting.addAll(tickets);
          return;
        }
      } finally {
        door.unlock();
      }
      if (impatient) {
        throw Failure.of(Failure.Kind.BUSY, "engine", "busy", "waiting", settings.queue());
      }
      LockSupport.parkNanos(1_000_000);
    }
  }

  /** Leads when a lane is free, sleeps otherwise, until the ticket is answered. */
  private void serve(Ticket<?> ticket) {
    boolean interrupted = false;
    while (!ticket.answered()) {
      if (lead()) {
        try {
          while (!ticket.answered() && next()) {
            // the next batch may be the one with this ticket
          }
        } finally {
          handOn();
        }
      } else if (!ticket.answered()) {
        // asked again: waiting for the door may have used up the wake-up that came with the answer
        LockSupport.park(this);
        interrupted |= Thread.interrupted(); // what was begun is answered all the same
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * A free lane is taken at once when no other is in use; a further one only when half a batch
   * waits. Few large batches cost less than many small ones, and who waits meanwhile goes with the
   * next batch of the lane in use.
   */
  private boolean lead() {
    door.lock();
    try {
      boolean worthIt = leaders == 0 || waiting.size() >= settings.batch() / 2;
      if (leaders >= settings.lanes() || !worthIt || !anyFree()) {
        return false;
      }
      leaders++;
      return true;
    } finally {
      door.unlock();
    }
  }

  private boolean anyFree() {
    return waiting.stream().anyMatch(this::isFree);
  }

  /** Whether no lane works on its dossier, or holds the numbers of its desk. */
  private boolean isFree(Ticket<?> ticket) {
    return !busy.contains(ticket.key()) && ticket.desk().filter(busyDesks::contains).isEmpty();
  }

  /** Gives the lane up, to the first who waits. */
  private void handOn() {
    door.lock();
    try {
      leaders--;
      waiting.stream()
          .filter(this::isFree)
          .findFirst()
          .ifPresent(ticket -> LockSupport.unpark(ticket.caller));
    } finally {
      door.unlock();
    }
  }

  /** Takes the next batch through the door; false if there is none. */
  private boolean next() {
    List<Ticket<?>> batch = take();
    if (batch.isEmpty()) {
      return false;
    }
    try {
      batches.run(batch);
    } finally {
      door.lock();
      try {
        for (Ticket<?> ticket : batch) {
          busy.remove(ticket.key());
          ticket.desk().ifPresent(busyDesks::remove);
        }
      } finally {
        door.unlock();
      }
      Thread me = Thread.currentThread();
      for (Ticket<?> ticket : batch) {
        if (ticket.caller != me) {
          LockSupport.unpark(ticket.caller);
        }
      }
    }
    return true;
  }

  /**
   * Who has waited longest, one of each dossier, none whose dossier is under way or whose desk
   * another lane has.
   */
  private List<Ticket<?>> take() {
    List<Ticket<?>> batch = new ArrayList<>();
    List<Ticket<?>> kept = new ArrayList<>();
    door.lock();
    try {
      Set<Object> passed = new HashSet<>();
      Set<AgencyCode> desks = new HashSet<>();
      while (!waiting.isEmpty() && batch.size() < settings.batch()) {
        Ticket<?> ticket = waiting.removeFirst();
        // whoever stands behind a dossier's first command keeps standing behind it
        boolean free = isFree(ticket) || ticket.desk().filter(desks::contains).isPresent();
        if (free && !passed.contains(ticket.key())) {
          batch.add(ticket);
          busy.add(ticket.key());
          ticket
              .desk()
              .ifPresent(
                  desk -> {
                    desks.add(desk);
                    busyDesks.add(desk);
                  });

        } else {
          passed.add(ticket.key());
          kept.add(ticket);
        }
      }
      for (int i = kept.size() - 1; i >= 0; i--) {
        waiting.addFirst(kept.get(i));
      }
    } finally {
      door.unlock();
    }
    return batch;
  }

  /** One command, its caller, and the answer. */
  static final class Ticket<T> {
    private final Command<T> command;
    private final Thread caller;
    private final Object key;
    private final long since = System.nanoTime();
    private @Nullable Outcome<T> provisional;
    private volatile @Nullable Outcome<T> answer;

    Ticket(Command<T> command, Thread caller) {
      this.command = command;
      this.caller = caller;
      this.key = key(command.target());
    }

    /** Commands of one item keep their order, whatever they do to it. */
    private Object key(Target target) {
      if (target instanceof Target.New) {
        return this;
      }
      return target instanceof Target.HolderOf of ? new Target.OfWorkItem(of.workItemId()) : target;
    }

    Target target() {
      return command.target();
    }

    Object key() {
      return key;
    }

    /** Nanoseconds since it was handed in. */
    long age() {
      return System.nanoTime() - since;
    }

    /** The desk whose numbers it takes. */
    Optional<AgencyCode> desk() {
      return target() instanceof Target.New made ? Optional.of(made.desk()) : Optional.empty();
    }

    /** Does the work; what it gives is no answer before the commit. */
    void work() {
      provisional = new Outcome<>(command.work().get(), null);
    }

    /** The transaction is committed. */
    void committed() {
      answer = Objects.requireNonNull(provisional);
    }

    /** The work was not done, for this reason. */
    void failed(RuntimeException why) {
      answer = new Outcome<>(null, why);
    }

    boolean answered() {
      return answer != null;
    }

    Outcome<T> outcome() {
      return Objects.requireNonNull(answer);
    }

    T answer() {
      return outcome().orThrow();
    }
  }
}
