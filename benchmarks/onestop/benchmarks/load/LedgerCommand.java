package onestop.benchmarks.load;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import onestop.Onestop;
import onestop.kernel.DossierCode;
import onestop.ledger.Checkpoint;
import onestop.ledger.Ledger;
import onestop.ledger.LedgerCheck;
import onestop.ledger.LedgerKeys;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How fast entries are appended, integrated and published, checked and read. */
@Command(
    name = "ledger",
    mixinStandardHelpOptions = true,
    description = "Entries of the ledger from many callers' transactions to a signed checkpoint.")
final class LedgerCommand implements Callable<Integer> {
  private static final Instant AT = Instant.parse("2026-02-13T10:00:00Z");
  private static final int READS = 200;

  @Mixin private LoadOptions options = new LoadOptions();

  @Option(names = "--entries", defaultValue = "1000000", description = "how many in all")
  private int entries;

  @Option(names = "--at-once", defaultValue = "50", description = "entries in a transaction")
  private int atOnce;

  @Override
  public Integer call() throws Exception {
    Path folder = Files.createTempDirectory("onestop-ledger");
    try (BenchDatabase database = BenchDatabase.open(options);
        ConfigurableApplicationContext context = start(database.create(), folder)) {
      context.getBean(LedgerKeys.class).ensure();
      Ledger ledger = context.getBean(Ledger.class);
      TransactionTemplate transaction =
          new TransactionTemplate(context.getBean(PlatformTransactionManager.class));
      CpuShare cpu = CpuShare.begin(ProcessHandle.current().pid(), database.postmaster());
      append(ledger, transaction);
      double appended = cpu.spent().seconds();
      Checkpoint checkpoint = ledger.publish().orElseThrow();
      CpuShare.Spent all = cpu.spent();
      long before = System.nanoTime();
      LedgerCheck.Result check = ledger.check();
      double checked = (System.nanoTime() - before) / 1e9;
      boolean whole = check.holds() && checkpoint.size() == entries && check.size() == entries;
      say(appended, all, checked, millisOfAPage(ledger), whole);
      return whole ? 0 : 1;
    }
  }

  private void say(
      double appended, CpuShare.Spent all, double checked, double page, boolean whole) {
    double micros = 1e6 * (all.jvm() + all.database()) / entries;
    System.out.printf(
        Locale.ROOT,
        "%d entries: appended in %.1f s, published in %.1f s (%.0f a second; %.0f µs of processor"
            + " time each), checked in %.1f s, a page of 100 in %.2f ms%n",
        entries,
        appended,
        all.seconds(),
        entries / all.seconds(),
        micros,
        checked,
        page);
    if (options.json()) {
      System.out.printf(
          Locale.ROOT,
          "{\"bench\":\"ledger\",\"entries\":%d,\"whole\":%s,\"appendedSeconds\":%.2f,"
              + "\"publishedSeconds\":%.2f,\"perSecond\":%.0f,\"cpuMicrosJvm\":%.1f,"
              + "\"cpuMicrosDatabase\":%.1f,\"checkedSeconds\":%.2f,\"pageMillis\":%.3f,"
              + "\"machine\":%s}%n",
          entries,
          whole,
          appended,
          all.seconds(),
          entries / all.seconds(),
          1e6 * all.jvm() / entries,
          1e6 * all.database() / entries,
          checked,
          page,
          new Machine().json());
    }
  }

  private static ConfigurableApplicationContext start(BenchDatabase.Where where, Path folder) {
    return new SpringApplicationBuilder(Onestop.class)
        .profiles("bench")
        .web(WebApplicationType.NONE)
        .run(
            "--spring.datasource.url=" + where.url(),
            "--spring.datasource.username=" + where.user(),
            "--spring.datasource.password=" + where.password(),
            "--spring.jmx.enabled=false",
            "--onestop.demo=false",
            "--onestop.periodic.enabled=false",
            "--onestop.engine.timers=false",
            "--onestop.ledger.key-file=" + folder.resolve("ledger.key"),
            "--onestop.ledger.folder=" + folder.resolve("log"),
            "--logging.level.root=error");
  }

  /** All callers take transactions until there are enough entries. */
  private void append(Ledger ledger, TransactionTemplate transaction) throws Exception {
    AtomicLong taken = new AtomicLong();
    int callers = Math.min(options.callers(), 8);
    ExecutorService pool = Executors.newFixedThreadPool(callers);
    try {
      Callable<Void> caller =
          () -> {
            for (long from = taken.getAndAdd(atOnce);
                from < entries;
                from = taken.getAndAdd(atOnce)) {
              long first = from;
              long end = Math.min(entries, first + atOnce);
              transaction.executeWithoutResult(
                  status -> {
                    for (long n = first; n < end; n++) {
                      ledger.append("LETTER_ISSUED", dossier(n), facts(n), AT.plusMillis(n));
                    }
                  });
            }
            return null;
          };
      List<Callable<Void>> all = new ArrayList<>();
      for (int i = 0; i < callers; i++) {
        all.add(caller);
      }
      for (Future<Void> done : pool.invokeAll(all)) {
        done.get();
      }
    } finally {
      pool.shutdownNow();
    }
  }

  private static DossierCode dossier(long n) {
    return new DossierCode("000.00.01.H26-260213-%07d".formatted(n / 5));
  }

  /** About as long as those of a letter. */
  private static Map<String, Object> facts(long n) {
    return Map.of(
        "agency",
        "H26.12.03",
        "appointmentNo",
        1,
        "contentSha256",
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        "dueAt",
        AT.plusMillis(n),
        "limitAt",
        AT.plusMillis(n),
        "number",
        n + "/PXL-BADINH",
        "reason",
        "OVERLOAD",
        "rulePack",
        "commune-services-2026");
  }

  /** The median of many readings at random places. */
  private double millisOfAPage(Ledger ledger) {
    SplittableRandom random = new SplittableRandom(7);
    double[] millis = new double[READS];
    for (int i = 0; i < READS; i++) {
      long from = random.nextLong(Math.max(1, entries - 100));
      long before = System.nanoTime();
      if (ledger.entries(from, 100).isEmpty()) {
        throw new IllegalStateException("nothing at " + from);
      }
      millis[i] = (System.nanoTime() - before) / 1e6;
    }
    Arrays.sort(millis);
    return millis[READS / 2];
  }
}
