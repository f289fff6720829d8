package onestop.benchmarks.load;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import onestop.agencies.Role;
import onestop.dossiers.Dossiers;
import onestop.inbox.Inbox;
import onestop.inbox.InboxFilter;
import onestop.inbox.InboxItem;
import onestop.kernel.Actor;
import onestop.kernel.DossierCode;
import onestop.ledger.Ledger;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.annotations.Warmup;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Single commands of the whole product on an H2 database in memory: what the program itself costs,
 * without disk and network.
 *
 * <p>{@code claimAndRelease…}: an officer takes an item and gives it back, two commands, through
 * the gateway with 1, 8 and 64 callers at the same time, each with a dossier of its own; the score
 * is the time of one caller for both. {@code ledgerAppend}: a transaction with one entry. {@code
 * inboxPage}: the first 20 rows of a desk with 500 items.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 3)
@Measurement(iterations = 5, time = 3)
@Fork(1)
public class TownBenchmark {
  private static final int PAGE = 20;

  /** The town; its first desk has the work. */
  @State(Scope.Benchmark)
  public static class Place {
    /** Items of that desk, at least one for each caller. */
    @Param("500")
    int size;

    final AtomicInteger callers = new AtomicInteger();
    final AtomicLong appended = new AtomicLong();
    Actor.Officer officer = Town.officer(Town.ward(0), Role.SPECIALIST);
    Town town;
    Dossiers dossiers;
    Inbox inbox;
    Ledger ledger;
    TransactionTemplate transaction;
    List<InboxItem> items;
    InboxFilter desk;

    /** Founds the town and receives the dossiers. */
    @Setup(Level.Trial)
    public void found() {
      String url = "jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1;LOCK_TIMEOUT=30000";
      town = Town.found(new BenchDatabase.Where(url, "sa", ""), Town.Mode.OURS, 12);
      new Desks(town).open(size, 0, 1);
      dossiers = town.get(Dossiers.class);
      inbox = town.get(Inbox.class);
      ledger = town.get(Ledger.class);
      transaction = new TransactionTemplate(town.get(PlatformTransactionManager.class));
      desk = InboxFilter.of(officer.agency(), Set.of(Role.SPECIALIST.code()), officer.id());
      items = inbox.list(desk, 0, size);
    }

    /** Checks that nothing is left in anybody's hands and nothing was appended twice. */
    @TearDown(Level.Trial)
    public void close() {
      try {
        long held = town.count("select count(*) from inbox_item where assignee is not null");
        long entries = town.count("select count(*) from ledger_entry");
        if (held != 0 || entries != appended.get()) {
          throw new IllegalStateException(
              held + " items held, " + entries + " entries of " + appended.get());
        }
      } finally {
        town.close();
      }
    }
  }

  /** A caller with a dossier of its own. */
  @State(Scope.Thread)
  public static class Caller {
    String item;

    /** Takes the next dossier. */
    @Setup(Level.Trial)
    public void sit(Place place) {
      item = place.items.get(place.callers.getAndIncrement() % place.size).workItemId();
    }
  }

  /** One caller alone. */
  @Benchmark
  @Threads(1)
  public void claimAndReleaseAlone(Place place, Caller caller) {
    claimAndRelease(place, caller);
  }

  /** Eight callers. */
  @Benchmark
  @Threads(8)
  public void claimAndReleaseOfEight(Place place, Caller caller) {
    claimAndRelease(place, caller);
  }

  /** Sixty-four callers. */
  @Benchmark
  @Threads(64)
  public void claimAndReleaseOfSixtyFour(Place place, Caller caller) {
    claimAndRelease(place, caller);
  }

  private static void claimAndRelease(Place place, Caller caller) {
    place.dossiers.claim(caller.item, place.officer);
    place.dossiers.release(caller.item, place.officer);
  }

  /** A transaction that appends one entry. */
  @Benchmark
  public void ledgerAppend(Place place) {
    DossierCode code = place.items.get(0).dossier();
    place.transaction.executeWithoutResult(
        status ->
            place.ledger.append(
                "BENCHMARK", code, Map.of("number", place.appended.get()), Instant.EPOCH));
    place.appended.incrementAndGet();
  }

  /** The first page of a desk. */
  @Benchmark
  public List<InboxItem> inboxPage(Place place) {
    List<InboxItem> page = place.inbox.list(place.desk, 0, PAGE);
    if (page.size() != PAGE) {
      throw new IllegalStateException("a page of " + page.size());
    }
    return page;
  }
}
