package onestop.engine;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import onestop.engine.CommandGateway.Target;
import onestop.engine.GroupCommit.Ticket;
import onestop.kernel.AgencyCode;
import onestop.kernel.DatabaseTrouble;
import onestop.kernel.DossierCode;
import onestop.kernel.Failure;
import onestop.kernel.Failure.Kind;
import onestop.kernel.Incidents;
import onestop.kernel.NodeState;
import org.camunda.bpm.engine.OptimisticLockingException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.SqlArrayValue;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Takes a batch of commands through one transaction, and whatever fails out of it.
 *
 * <p>What is true if we die: before the commit nothing of the batch happened, after it all of it. A
 * commit whose answer is lost is answered as a failure to everybody and never done again here: who
 * asks again meets the state that really is.
 */
@Component
class BatchRun {
  private static final Logger log = LoggerFactory.getLogger(BatchRun.class);
  private static final int TRIES = 6;
  private static final Duration PAUSE = Duration.ofMillis(2);

  /** How long a batch waits for a row that somebody else holds; all who share it wait with it. */
  static final Duration TOGETHER = Duration.ofMillis(500);

  /** The same, once one of them was seen to be held. */
  private static final Duration AT_ONCE = Duration.ofMillis(50);

  private final TransactionTemplate transaction;
  private final ObjectProvider<BatchPreparation> preparations;
  private final BatchContext context;
  private final Holdings holdings;
  private final TransactionSettings session;
  private final JdbcClient jdbc;
  private final EngineClock clock;
  private final Incidents incidents;
  private final EngineMeters meters;
  private final GatewaySettings settings;

  BatchRun(
      PlatformTransactionManager transactions,
      ObjectProvider<BatchPreparation> preparations,
      BatchContext context,
      Holdings holdings,
      TransactionSettings session,
      JdbcClient jdbc,
      EngineClock clock,
      Incidents incidents,
      EngineMeters meters,
      GatewaySettings settings) {
    this.transaction = new TransactionTemplate(transactions);
    this.preparations = preparations;
    this.context = context;
    this.holdings = holdings;
    this.session = session;
    this.jdbc = jdbc;
    this.clock = clock;
    this.incidents = incidents;
    this.meters = meters;
    this.settings = settings;
  }

  /** One command in a transaction of its own, done again when it met another transaction. */
  <T> T alone(Supplier<T> work) {
    for (int tried = 1; ; tried++) {
      try {
        return Objects.requireNonNull(transaction.execute(status -> work.get()));
      } catch (RuntimeException e) {
        if (tried == TRIES || !isTransient(e)) {
          throw e;
        }
        LockSupport.parkNanos(PAUSE.toNanos() << tried);
      }
    }
  }

  /**
   * Takes all of them through: when this returns each is answered or, if a row that it needs is
   * held by somebody outside, put aside for {@link #alone(Ticket)}.
   */
  void run(List<Ticket<?>> tickets) {
    try {
      List<Ticket<?>> left = new ArrayList<>(tickets);
      Map<Ticket<?>, DossierCode> dossiers = dossiers(tickets);
      while (!left.isEmpty()) {
        List<Ticket<?>> wave = oneOfEachDossier(left, dossiers);
        left.removeAll(wave);
        wave.forEach(ticket -> meters.waited(ticket.age()));
        settle(inOrder(wave, dossiers), dossiers);
      }
    } catch (RuntimeException e) {
      tickets.stream().filter(Ticket::waits).forEach(ticket -> ticket.failed(e));
    }
  }

  /**
   * Takes one that was put aside through, waiting for the rows it needs as long as it may; false if
   * they were held all the time.
   */
  boolean alone(Ticket<?> ticket) {
    if (refuseIfOutOfPatience(ticket)) {
      return false;
    }
    try {
      Duration left = settings.patience().minusNanos(ticket.age());
      settleAlone(ticket, dossiers(List.of(ticket)), left);
    } catch (RuntimeException e) {
      ticket.failed(e);
    }
    if (!ticket.answered()) {
      ticket.failed(held());
      return false;
    }
    return true;
  }

  /** Answers one that has waited long enough; false if it has not. */
  boolean refuseIfOutOfPatience(Ticket<?> ticket) {
    boolean out = settings.patience().minusNanos(ticket.age()).compareTo(AT_ONCE) < 0;
    if (out) {
      ticket.failed(held());
    }
    return out;
  }

  /** Nothing was done, since somebody else holds a row that it needs. */
  private Failure held() {
    return Failure.of(Kind.BUSY, "engine", "held", "seconds", settings.patience().toSeconds());
  }

  private static List<Ticket<?>> oneOfEachDossier(
      List<Ticket<?>> tickets, Map<Ticket<?>, DossierCode> dossiers) {
    Set<DossierCode> taken = new TreeSet<>(Comparator.comparing(DossierCode::value));
    return tickets.stream()
        .filter(ticket -> !dossiers.containsKey(ticket) || taken.add(dossiers.get(ticket)))
        .toList();
  }

  /**
   * Dossiers in the order of their codes, then new ones in the order of their desks: whatever
   * several dossiers share, an agency's numbers above all, everybody takes in the same order.
   */
  private static List<Ticket<?>> inOrder(
      List<Ticket<?>> wave, Map<Ticket<?>, DossierCode> dossiers) {
    return wave.stream()
        .sorted(
            Comparator.comparing(
                    (Ticket<?> ticket) ->
                        dossiers.containsKey(ticket) ? dossiers.get(ticket).value() : "~")
                .thenComparing(ticket -> ticket.desk().map(AgencyCode::value).orElse("")))
        .toList();
  }

  private void settle(List<Ticket<?>> wave, Map<Ticket<?>, DossierCode> dossiers) {
    ArrayDeque<List<Ticket<?>>> groups = new ArrayDeque<>();
    groups.add(wave);
    Duration patience = TOGETHER;
    while (!groups.isEmpty()) {
      List<Ticket<?>> group = groups.removeFirst();
      if (group.size() == 1) {
        settleAlone(group.get(0), dossiers, patience);
        continue;
      }
      Attempt attempt = attempt(group, dossiers, patience);
      Ticket<?> culprit = attempt.culprit;
      RuntimeException why = attempt.failure;
      if (why == null) {
        group.forEach(Ticket::committed);
      } else if (attempt.unknown || nothingGoes(why)) {
        group.forEach(ticket -> ticket.failed(why));
      } else if (isHeld(why)) {
        meters.again();
        patience = AT_ONCE;
        withoutHeld(group, attempt, dossiers).forEach(groups::addFirst);
      } else if (culprit != null) {
        meters.again();
        groups.addFirst(List.of(culprit));
        groups.addFirst(group.stream().filter(ticket -> ticket != culprit).toList());
      } else {
        meters.again();
        halves(group).forEach(groups::addFirst);
      }
    }
  }

  /**
   * Puts those aside whose rows are held outside, as far as they are known; gives what is left, to
   * be done again.
   */
  private List<List<Ticket<?>>> withoutHeld(
      List<Ticket<?>> group, Attempt attempt, Map<Ticket<?>, DossierCode> dossiers) {
    Ticket<?> culprit = attempt.culprit;
    if (culprit != null) {
      culprit.putAside();
      return List.of(group.stream().filter(Ticket::waits).toList());
    }
    if (attempt.preparing) {
      Set<DossierCode> free = free(group, dossiers);
      group.stream()
          .filter(ticket -> dossiers.containsKey(ticket) && !free.contains(dossiers.get(ticket)))
          .forEach(Ticket::putAside);
    }
    List<Ticket<?>> left = group.stream().filter(Ticket::waits).toList();
    if (left.size() < group.size()) {
      return left.isEmpty() ? List.of() : List.of(left);
    }
    return attempt.preparing ? byDesks(left) : halves(left);
  }

  /** The numbers of a desk are held, it seems: the intakes of one desk go or stand together. */
  private static List<List<Ticket<?>>> byDesks(List<Ticket<?>> group) {
    Map<Optional<AgencyCode>, List<Ticket<?>>> desks =
        group.stream().collect(Collectors.groupingBy(Ticket::desk));
    if (desks.size() > 1) {
      return List.copyOf(desks.values());
    } else if (group.get(0).desk().isEmpty()) {
      return halves(group);
    }
    group.forEach(Ticket::putAside);
    return List.of();
  }

  private static List<List<Ticket<?>>> halves(List<Ticket<?>> group) {
    int half = group.size() / 2;
    return List.of(group.subList(half, group.size()), group.subList(0, half));
  }

  /**
   * Those of the group's dossiers that nobody holds at this moment; none if that cannot be told.
   */
  private Set<DossierCode> free(List<Ticket<?>> group, Map<Ticket<?>, DossierCode> dossiers) {
    Set<DossierCode> free = new TreeSet<>(Comparator.comparing(DossierCode::value));
    group.stream().map(dossiers::get).filter(Objects::nonNull).forEach(free::add);
    if (free.isEmpty()) {
      return free;
    }
    try {
      transaction.executeWithoutResult(
          status -> {
            session.apply(AT_ONCE);
            preparations
                .orderedStream()
                .forEach(preparation -> free.retainAll(preparation.tryLock(Set.copyOf(free))));
            status.setRollbackOnly();
          });
      return free;
    } catch (RuntimeException e) {
      if (isHeld(e)) {
        return Set.copyOf(group.stream().map(dossiers::get).filter(Objects::nonNull).toList());
      }
      throw e;
    }
  }

  private void settleAlone(
      Ticket<?> ticket, Map<Ticket<?>, DossierCode> dossiers, Duration patience) {
    for (int tried = 1; ; tried++) {
      Attempt attempt = attempt(List.of(ticket), dossiers, patience);
      RuntimeException why = attempt.failure;
      if (why == null) {
        ticket.committed();
        return;
      }
      if (!attempt.unknown && isHeld(why)) {
        ticket.putAside();
        return;
      }
      if (attempt.unknown || tried == TRIES || !isTransient(why)) {
        ticket.failed(why);
        note(why, dossiers.get(ticket));
        return;
      }
      meters.again();
      LockSupport.parkNanos(PAUSE.toNanos() << tried);
    }
  }

  private static boolean isHeld(RuntimeException why) {
    return DatabaseTrouble.of(why).filter(DatabaseTrouble.HELD::equals).isPresent();
  }

  /** Whether the same would happen to everybody, one after the other, and each wait for it. */
  private static boolean nothingGoes(RuntimeException why) {
    return NodeState.isWrongTime(why)
        || DatabaseTrouble.of(why).filter(DatabaseTrouble::stopsEverything).isPresent();
  }

  /** A failure that its caller could not have caused is an incident; he is told all the same. */
  private void note(RuntimeException why, @Nullable DossierCode dossier) {
    boolean refused = why instanceof Failure failure && failure.kind() != Kind.LOST_RESOURCE;
    if (dossier == null || refused || isTransient(why) || nothingGoes(why)) {
      return;
    }
    try {
      incidents.repaired(Incidents.Kind.COMMAND_FAILED, dossier, Incidents.reason(why));
    } catch (RuntimeException e) {
      log.error("A command on dossier {} failed, and the incident was not noted", dossier, e);
    }
  }

  /** How one transaction went. */
  private static final class Attempt implements TransactionSynchronization {
    private @Nullable Ticket<?> culprit;
    private @Nullable RuntimeException failure;
    private boolean preparing = true;
    private boolean unknown;

    @Override
    public void afterCompletion(int status) {
      unknown = status == STATUS_UNKNOWN;
    }
  }

  private Attempt attempt(
      List<Ticket<?>> group, Map<Ticket<?>, DossierCode> dossiers, Duration patience) {
    Attempt attempt = new Attempt();
    long begun = System.nanoTime();
    try {
      clock.align();
      transaction.executeWithoutResult(
          status -> {
            TransactionSynchronizationManager.registerSynchronization(attempt);
            session.apply(patience);
            Set<DossierCode> moving = prepare(group, dossiers);
            attempt.preparing = false;
            Runnable work =
                () -> {
                  for (Ticket<?> ticket : group) {
                    attempt.culprit = ticket;
                    ticket.work();
                  }
                  attempt.culprit = null;
                };
            if (group.stream().allMatch(BatchRun::handsOnly)) {
              work.run();
            } else {
              context.get().run(moving.stream().map(DossierCode::value).toList(), work);
            }
          });
    } catch (RuntimeException e) {
      attempt.failure = e;
    } catch (Error e) {
      attempt.failure = Failure.of(Kind.LOST_RESOURCE, "engine", "broken").causedBy(e);
    }
    meters.ended(group.size(), System.nanoTime() - begun);
    return attempt;
  }

  /** Locks what the commands are about; gives the dossiers whose processes may move on. */
  private Set<DossierCode> prepare(List<Ticket<?>> group, Map<Ticket<?>, DossierCode> dossiers) {
    Set<DossierCode> all = new TreeSet<>(Comparator.comparing(DossierCode::value));
    Set<DossierCode> moving = new TreeSet<>(Comparator.comparing(DossierCode::value));
    List<Target.New> coming = new ArrayList<>();
    List<String> items = new ArrayList<>();
    for (Ticket<?> ticket : group) {
      if (ticket.target() instanceof Target.New made) {
        coming.add(made);
      }
      DossierCode dossier = dossiers.get(ticket);
      if (dossier == null) {
        continue;
      }
      all.add(dossier);
      if (ticket.target() instanceof Target.HolderOf of) {
        items.add(of.workItemId());
      } else {
        moving.add(dossier);
      }
    }
    meters.locking(
        () ->
            preparations
                .orderedStream()
                .forEach(preparation -> preparation.prepare(all, moving, coming)));
    if (!items.isEmpty()) {
      holdings.read(items);
    }
    return moving;
  }

  private static boolean handsOnly(Ticket<?> ticket) {
    return ticket.target() instanceof Target.HolderOf;
  }

  /** Whether the same command may well succeed if done again: it met another transaction. */
  static boolean isTransient(Throwable why) {
    return isConcurrencyConflict(why) || among(why, DuplicateKeyException.class::isInstance);
  }

  /** Whether another transaction was first: a row changed meanwhile, a deadlock was broken. */
  static boolean isConcurrencyConflict(Throwable why) {
    return among(
        why,
        cause ->
            cause instanceof ConcurrencyFailureException
                || cause instanceof OptimisticLockingException
                || cause instanceof SQLException sql
                    && sql.getSQLState() != null
                    && sql.getSQLState().startsWith("40"));
  }

  private static boolean among(Throwable why, Predicate<Throwable> wanted) {
    for (Throwable cause = why; cause != null; cause = cause.getCause()) {
      if (wanted.test(cause)) {
        return true;
      }
    }
    return false;
  }

  /** The dossiers of the commands that are about one; a work item that is gone has none. */
  private Map<Ticket<?>, DossierCode> dossiers(List<Ticket<?>> tickets) {
    Map<Ticket<?>, DossierCode> dossiers = new HashMap<>();
    Map<String, List<Ticket<?>>> items = new HashMap<>();
    for (Ticket<?> ticket : tickets) {
      Target target = ticket.target();
      if (target instanceof Target.OfDossier of) {
        dossiers.put(ticket, of.code());
      } else if (target instanceof Target.OfWorkItem of) {
        items.computeIfAbsent(of.workItemId(), id -> new ArrayList<>()).add(ticket);
      } else if (target instanceof Target.HolderOf of) {
        items.computeIfAbsent(of.workItemId(), id -> new ArrayList<>()).add(ticket);
      }
    }
    if (!items.isEmpty()) {
      jdbc.sql(
              """
              select t.ID_, p.BUSINESS_KEY_ from ACT_RU_TASK t
                join ACT_RU_EXECUTION p on p.ID_ = t.PROC_INST_ID_ where t.ID_ = any(?)
              """)
          .param(new SqlArrayValue("varchar", items.keySet().toArray()))
          .query(
              row -> {
                DossierCode code = new DossierCode(row.getString(2));
                items
                    .getOrDefault(row.getString(1), List.of())
                    .forEach(ticket -> dossiers.put(ticket, code));
              });
    }
    return dossiers;
  }
}
