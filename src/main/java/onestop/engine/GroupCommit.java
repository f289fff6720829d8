package onestop.engine;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import onestop.kernel.AgencyCode;
import onestop.kernel.Failure;
import onestop.kernel.NodeState;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * The gateway without threads of its own: a caller that finds a lane free leads, takes everybody
 * who waits with it and hands the lead on when its own command is answered; all others sleep until
 * somebody has led them.
 *
 * <p>A command that needs a row which somebody outside holds waits for it apart from the lanes, on
 * its caller's thread and at most {@link #APART} at a time; its dossier and its desk stay taken
 * meanwhile, so that those behind it keep standing behind it and hold up nobody.
 */
@Component
class GroupCommit implements CommandGateway {
  /** Commands that wait apart at the same time: each has a connection to the database. */
  private static final int APART = 3;

  private final GatewaySettings settings;
  private final BatchRun batches;
  private final NodeState node;
  private final Semaphore apart = new Semaphore(APART, true);

  private final ReentrantLock door = new ReentrantLock();
  private final ArrayDeque<Ticket<?>> waiting = new ArrayDeque<>();
  private final Set<Object> busy = new HashSet<>();
  private final Set<AgencyCode> busyDesks = new HashSet<>();
  private final Map<AgencyCode, Integer> desksApart = new HashMap<>();
  private int leaders;
  private volatile long lastCaller = System.nanoTime() - Long.MAX_VALUE / 2;

  GroupCommit(GatewaySettings settings, BatchRun batches, NodeState node) {
    this.settings = settings;
    this.batches = batches;
    this.node = node;
  }

  @Override
  public <T> T run(Target target, Supplier<T> work) {
    if (TransactionSynchronizationManager.isActualTransactionActive()) {
      return work.get();
    }
    node.requireWork();
    if (settings.mode() == GatewaySettings.Mode.STOCK) {
      return batches.alone(work);
    }
    lastCaller = System.nanoTime();
    Ticket<T> ticket = new Ticket<>(new Command<>(target, work), Thread.currentThread());
    enter(List.of(ticket), true);
    serve(ticket, List.of());
    goApart(ticket);
    return ticket.answer();
  }

  @Override
  public <T> List<Outcome<T>> runAll(List<Command<T>> commands) {
    if (settings.mode() == GatewaySettings.Mode.STOCK
        || TransactionSynchronizationManager.isActualTransactionActive()) {
      return commands.stream().map(this::alone).toList();
    }
    node.requireWork();
    List<Outcome<T>> outcomes = new ArrayList<>(commands.size());
    int most = Math.max(1, settings.queue() / 2);
    for (int from = 0; from < commands.size(); from += most) {
      List<Ticket<T>> tickets =
          commands.subList(from, Math.min(commands.size(), from + most)).stream()
              .map(command -> new Ticket<>(command, Thread.currentThread()))
              .toList();
      enter(tickets, false);
      tickets.forEach(ticket -> serve(ticket, tickets));
      tickets.forEach(this::goApart);
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

  /**
   * Leads when a lane is free, sleeps otherwise, until the ticket is answered or put aside. Before
   * it sleeps it settles what was put aside of the caller's own: the ticket may stand behind that.
   */
  private void serve(Ticket<?> ticket, List<? extends Ticket<?>> own) {
    boolean interrupted = false;
    while (ticket.pending()) {
      if (lead()) {
        try {
          while (ticket.pending() && next()) {
            // the next batch may be the one with this ticket
          }
        } finally {
          handOn();
        }
      } else if (ticket.pending() && !settleOne(own)) {
        // asked again: waiting for the door may have used up the wake-up that came with the answer
        LockSupport.park(this);
        interrupted |= Thread.interrupted(); // what was begun is answered all the same
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** Settles one of those that were put aside; false if there is none. */
  private boolean settleOne(List<? extends Ticket<?>> own) {
    for (Ticket<?> ticket : own) {
      if (!ticket.answered() && !ticket.pending()) {
        goApart(ticket);
        return true;
      }
    }
    return false;
  }

  /** Settles a ticket that was put aside; those that wait behind it may go on then. */
  private void goApart(Ticket<?> ticket) {
    if (ticket.answered()) {
      return;
    }
    boolean held = false;
    apart.acquireUninterruptibly();
    try {
      held = !batches.alone(ticket);
    } finally {
      apart.release();
      door.lock();
      try {
        busy.remove(ticket.key());
        ticket.desk().ifPresent(this::leaveApart);
        if (held) {
          refuseBehind(ticket);
        }
        wakeOne();
      } finally {
        door.unlock();
      }
    }
  }

  /** Who has waited behind it for as long would only find the same row held. */
  private void refuseBehind(Ticket<?> ticket) {
    for (Ticket<?> behind : List.copyOf(waiting)) {
      boolean same =
          behind.key().equals(ticket.key())
              || ticket.desk().isPresent() && ticket.desk().equals(behind.desk());
      if (same && batches.refuseIfOutOfPatience(behind)) {
        waiting.remove(behind);
        LockSupport.unpark(behind.caller);
      }
    }
  }

  private void leaveApart(AgencyCode desk) {
    if (desksApart.merge(desk, -1, Integer::sum) == 0) {
      desksApart.remove(desk);
      busyDesks.remove(desk);
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
      wakeOne();
    } finally {
      door.unlock();
    }
  }

  /** Wakes the first who could be led, so that he leads. */
  private void wakeOne() {
    waiting.stream()
        .filter(this::isFree)
        .findFirst()
        .ifPresent(ticket -> LockSupport.unpark(ticket.caller));
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
        release(batch);
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

  /** Frees what the batch had taken, but for what is put aside. */
  private void release(List<Ticket<?>> batch) {
    for (Ticket<?> ticket : batch) {
      if (!ticket.isAside()) {
        busy.remove(ticket.key());
        ticket.desk().filter(desk -> !desksApart.containsKey(desk)).ifPresent(busyDesks::remove);
      } else {
        ticket
            .desk()
            .ifPresent(
                desk -> {
                  desksApart.merge(desk, 1, Integer::sum);
                  busyDesks.add(desk);
                });
        ticket.apart = true;
      }
    }
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
    private volatile boolean aside;
    private volatile boolean apart;

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

    /** Somebody outside holds what it needs: nothing was done, it goes on by itself. */
    void putAside() {
      aside = true;
    }

    boolean isAside() {
      return aside;
    }

    /** For the batch that has it: neither answered nor put aside. */
    boolean waits() {
      return answer == null && !aside;
    }

    /** For its caller: neither answered nor given back by the batch that put it aside. */
    boolean pending() {
      return answer == null && !apart;
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
