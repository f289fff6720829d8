package onestop.benchmarks.load;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import onestop.agencies.Role;
import onestop.dossiers.Dossiers;
import onestop.dossiers.Intake;
import onestop.dossiers.IntakeResult;
import onestop.dossiers.life.Applicant;
import onestop.dossiers.life.Channel;
import onestop.dossiers.steps.StepCompletion;
import onestop.engine.CommandGateway.Outcome;
import onestop.engine.WorkItems;
import onestop.inbox.Inbox;
import onestop.inbox.InboxFilter;
import onestop.inbox.InboxItem;
import onestop.kernel.Actor;
import onestop.kernel.AgencyCode;
import onestop.kernel.DossierCode;
import org.jspecify.annotations.Nullable;

/** Work that waits at a town's desks. */
final class Desks {
  private static final int AT_ONCE = 200;
  private static final int PAGE = 20;
  private static final long SEED = 500_000;

  private final Dossiers dossiers;
  private final Inbox inbox;
  private final FilledForms forms;

  Desks(Town town) {
    this.dossiers = town.get(Dossiers.class);
    this.inbox = town.get(Inbox.class);
    this.forms = new FilledForms(town.get(WorkItems.class));
  }

  /**
   * Receives dossiers that are due in a month, one ward after the other; of each four of a ward one
   * stays at the first desk, the others are brought to the second, the third and the fourth. With
   * one ward, all stay at the first. What is received with an ordinary limit stands before them in
   * every inbox.
   */
  void open(int number, int firstWard, int wards) {
    Instant later = Instant.now().plus(Duration.ofDays(30)).truncatedTo(ChronoUnit.MILLIS);
    List<DossierCode> codes = new ArrayList<>();
    for (int from = 0; from < number; from += AT_ONCE) {
      List<Intake> intakes = new ArrayList<>();
      for (int i = from; i < Math.min(number, from + AT_ONCE); i++) {
        intakes.add(intake(Town.ward(firstWard + i % wards), later));
      }
      dossiers.receiveAll(intakes, automaton()).forEach(received -> codes.add(code(received)));
    }
    if (wards > 1) {
      for (int i = 0; i < number; i++) {
        bring(codes.get(i), i / wards % Town.DESKS.size());
      }
    }
  }

  /** Receives dossiers of the first ward with these due dates; their codes in that order. */
  List<DossierCode> due(List<Instant> dates) {
    List<DossierCode> codes = new ArrayList<>();
    for (int from = 0; from < dates.size(); from += AT_ONCE) {
      List<Intake> intakes =
          dates.subList(from, Math.min(dates.size(), from + AT_ONCE)).stream()
              .map(date -> intake(Town.ward(0), date))
              .toList();
      dossiers.receiveAll(intakes, automaton()).forEach(received -> codes.add(code(received)));
    }
    return codes;
  }

  /** Receives dossiers as the bulk intake does, in so many streams; dossiers per second. */
  double bulk(int number, int streams) throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(streams);
    AtomicInteger begun = new AtomicInteger();
    long start = System.nanoTime();
    List<Future<?>> running = new ArrayList<>();
    for (int stream = 0; stream < streams; stream++) {
      running.add(
          pool.submit(
              () -> {
                for (int from = begun.getAndAdd(AT_ONCE);
                    from < number;
                    from = begun.getAndAdd(AT_ONCE)) {
                  receive(from, Math.min(number, from + AT_ONCE));
                }
              }));
    }
    for (Future<?> stream : running) {
      stream.get();
    }
    pool.shutdown();
    return number / ((System.nanoTime() - start) / 1e9);
  }

  private void receive(int from, int to) {
    List<Intake> intakes = new ArrayList<>();
    for (int i = from; i < to; i++) {
      intakes.add(intake(Town.ward(i), null));
    }
    dossiers.receiveAll(intakes, automaton()).forEach(Desks::code);
  }

  /** Nanoseconds that the first page of a desk's inbox took, of so many desks drawn by lot. */
  String pages(int number) {
    SplittableRandom dice = new SplittableRandom(SEED);
    return LongStream.range(0, number)
        .map(i -> page(dice.nextInt(Town.WARDS), dice.nextInt(Town.DESKS.size())))
        .mapToObj(String::valueOf)
        .collect(Collectors.joining("|"));
  }

  private long page(int ward, int desk) {
    Actor.Officer officer = Town.officer(Town.ward(ward), Town.DESKS.get(desk));
    InboxFilter mine =
        InboxFilter.of(officer.agency(), Set.of(Town.DESKS.get(desk).code()), officer.id());
    long start = System.nanoTime();
    List<InboxItem> page = inbox.list(mine, 0, PAGE);
    long took = System.nanoTime() - start;
    if (page.size() > PAGE) {
      throw new IllegalStateException("a page of " + page.size());
    }
    return took;
  }

  private void bring(DossierCode code, int steps) {
    for (int i = 0; i < steps; i++) {
      InboxItem item = inbox.of(code).get(0);
      Actor.Officer officer = Town.officer(item.agency(), Role.ofCode(item.role()).orElseThrow());
      FilledForms.Ending ending = forms.of(item);
      dossiers.claim(item.workItemId(), officer);
      dossiers.complete(
          new StepCompletion(item.workItemId(), officer, ending.outcome(), ending.payload(), null));
    }
  }

  private static Intake intake(AgencyCode ward, @Nullable Instant deadline) {
    return new Intake(
        "desks",
        UUID.randomUUID().toString(),
        "2.000815",
        ward,
        ward,
        new Applicant("Trần Thị Ngọc Ánh", "Số 5 ngõ 7", "0912345678", null, null),
        "Chứng thực bản sao bằng tốt nghiệp",
        Channel.DESK,
        List.of("original", "copy"),
        null,
        deadline,
        null);
  }

  private static Actor automaton() {
    return new Actor.Automaton("benchmark");
  }

  private static DossierCode code(Outcome<IntakeResult> outcome) {
    IntakeResult result = outcome.orThrow();
    if (result instanceof IntakeResult.Received received && !received.repeated()) {
      return received.dossier().code();
    }
    throw new IllegalStateException(String.valueOf(result));
  }

  /** The heap in use after a full collection, in MiB. */
  static long heapMiB() {
    System.gc();
    long bytes = 0;
    for (MemoryPoolMXBean pool : ManagementFactory.getMemoryPoolMXBeans()) {
      MemoryUsage used = pool.getCollectionUsage();
      if (pool.getType() == MemoryType.HEAP && used != null) {
        bytes += used.getUsed();
      }
    }
    return bytes >> 20;
  }
}
