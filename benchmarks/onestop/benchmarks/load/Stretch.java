package onestop.benchmarks.load;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Year;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.IntSupplier;
import onestop.Onestop;
import onestop.benchmarks.load.Town.Mode;
import onestop.cli.Commands;
import onestop.ledger.verify.Verifier;

/**
 * Lives at a stretch on a database that stays: slice after slice, each written down when it is
 * over, so that a run that was interrupted goes on with the next one. At the end the product's own
 * commands judge it: {@code fsck}, {@code export}, and the verifier on what was exported.
 */
final class Stretch {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final ZoneId OFFICE = ZoneId.of("Asia/Ho_Chi_Minh");
  private static final int MILLION = 1_000_000;

  private final LoadOptions options;
  private final Path home;
  private final long dossiers;
  private final long slice;
  private final Path lines;

  /**
   * A run.
   *
   * @param home the folder of database, ledger, export and chart; of an earlier run, or new
   * @param dossiers lives in all, those of earlier runs in that folder included
   * @param slice lives between two lines of {@code slices.ndjson}
   */
  Stretch(LoadOptions options, Path home, long dossiers, long slice) {
    this.options = options;
    this.home = home.toAbsolutePath();
    this.dossiers = dossiers;
    this.slice = slice;
    this.lines = this.home.resolve("slices.ndjson");
  }

  /** Lives what is left and judges the whole; 1 if anything was lost, done twice or not proven. */
  int run() throws Exception {
    Report report = new Report("stretch", options);
    try (BenchDatabase database = BenchDatabase.keptIn(home)) {
      BenchDatabase.Where where = database.theOne();
      live(where, database, report);
      judge(where, report);
    }
    List<JsonNode> slices = slices();
    tell(slices, report);
    Path chart = home.resolve("stretch.svg");
    Files.writeString(chart, new StretchChart(slices).svg());
    report.say("chart: " + chart);
    return report.end();
  }

  private void live(BenchDatabase.Where where, BenchDatabase database, Report report)
      throws Exception {
    long done = total(slices());
    try (Contender contender = Contender.start(Mode.OURS, where, options.callers())) {
      while (done < dossiers) {
        long lives = Math.min(slice, dossiers - done);
        CpuShare cpu = CpuShare.begin(contender.pid(), database.postmaster());
        double rate = contender.live(0, lives);
        CpuShare.Spent spent = cpu.spent();
        done += lives;
        String line = line(done, lives, rate, spent, contender.heapMiB(), where);
        Files.writeString(lines, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        System.err.printf(Locale.ROOT, "  %,d of %,d: %.1f /s%n", done, dossiers, rate);
      }
      report.faults("run", contender.faults());
      report.field("letters", String.valueOf(contender.letters()));
    }
  }

  private static String line(
      long done,
      long lives,
      double rate,
      CpuShare.Spent spent,
      long heap,
      BenchDatabase.Where where)
      throws SQLException {
    try (Connection connection =
            DriverManager.getConnection(where.url(), where.user(), where.password());
        ResultSet row =
            connection
                .createStatement()
                .executeQuery(
                    """
                    select pg_database_size(current_database()), pg_current_wal_lsn() - '0/0'::pg_lsn,
                      (select sum(autovacuum_count) from pg_stat_user_tables),
                      (select sum(n_dead_tup) from pg_stat_user_tables)
                    """)) {
      row.next();
      return String.format(
          Locale.ROOT,
          "{\"total\":%d,\"lives\":%d,\"perSecond\":%.1f,\"millis\":%s,\"heapMiB\":%d,"
              + "\"databaseBytes\":%d,\"walBytes\":%d,\"vacuums\":%d,\"deadRows\":%d}",
          done,
          lives,
          rate,
          spent.millis(lives / spent.seconds()),
          heap,
          row.getLong(1),
          row.getLong(2),
          row.getLong(3),
          row.getLong(4));
    }
  }

  private void judge(BenchDatabase.Where where, Report report) {
    String data = home.toString();
    String export = home.resolve("export").toString();
    String[] database = {
      "--data",
      data,
      "--db-url",
      where.url(),
      "--db-user",
      where.user(),
      "--db-password",
      where.password()
    };
    String year = Year.now(OFFICE).toString();
    String log = home.resolve("log").toString();
    timed(report, "fsck", () -> onestop("fsck", database));
    timed(
        report, "export", () -> onestop("export", database, "--year", year, "--log", log, export));
    String key = export + "/log/log.vkey";
    timed(report, "verifyLog", () -> verifier("log", export, "--key", key));
    timed(
        report,
        "verifyYear",
        () ->
            verifier(
                "year",
                export,
                "--key",
                key,
                "--dossiers",
                export + "/events.ndjson",
                "--calendar",
                export + "/calendar.csv",
                "--rules",
                export + "/rules.json"));
  }

  private static int onestop(String command, String[] database, String... more) {
    List<String> args = new ArrayList<>(List.of(command));
    args.addAll(List.of(database));
    args.addAll(List.of(more));
    return Commands.run(Onestop.class, args.toArray(String[]::new));
  }

  private static int verifier(String... args) {
    return Verifier.run(System.out, System.err, args);
  }

  /** Another status than 0 is a fault. */
  private static void timed(Report report, String name, IntSupplier command) {
    long start = System.nanoTime();
    int status = command.getAsInt();
    double seconds = (System.nanoTime() - start) / 1e9;
    report.say(String.format(Locale.ROOT, "%s: status %d after %.1f s", name, status, seconds));
    report.field(name + "Seconds", String.format(Locale.ROOT, "%.1f", seconds));
    if (status != 0) {
      report.faults(name, List.of("exit status " + status));
    }
  }

  private List<JsonNode> slices() throws IOException {
    List<JsonNode> slices = new ArrayList<>();
    if (Files.exists(lines)) {
      for (String line : Files.readAllLines(lines)) {
        slices.add(JSON.readTree(line));
      }
    }
    return slices;
  }

  private static long total(List<JsonNode> slices) {
    return slices.isEmpty() ? 0 : slices.get(slices.size() - 1).get("total").asLong();
  }

  private static void tell(List<JsonNode> slices, Report report) {
    List<Double> rates = slices.stream().map(s -> s.get("perSecond").asDouble()).toList();
    JsonNode last = slices.get(slices.size() - 1);
    long total = total(slices);
    String part = String.format(Locale.ROOT, "%,d", Math.min(MILLION, total / 2));
    List<JsonNode> first = until(slices, Math.min(MILLION, total / 2));
    List<JsonNode> end = since(slices, total - Math.min(MILLION, total / 2));
    report.say(new Rates(rates).line("lives"));
    report.say(
        String.format(
            Locale.ROOT, "first %s %.1f /s, last %s %.1f /s", part, mean(first), part, mean(end)));
    report.field("dossiers", String.valueOf(total));
    report.field("lives", new Rates(rates).json());
    report.field("first", String.format(Locale.ROOT, "%.1f", mean(first)));
    report.field("last", String.format(Locale.ROOT, "%.1f", mean(end)));
    report.field("end", last.toString());
  }

  private static List<JsonNode> until(List<JsonNode> slices, long total) {
    return slices.stream()
        .filter(s -> s.get("total").asLong() - s.get("lives").asLong() < Math.max(1, total))
        .toList();
  }

  private static List<JsonNode> since(List<JsonNode> slices, long total) {
    return slices.stream().filter(s -> s.get("total").asLong() > total).toList();
  }

  /** Lives over the seconds that they took. */
  private static double mean(List<JsonNode> slices) {
    double lives = slices.stream().mapToLong(s -> s.get("lives").asLong()).sum();
    return lives
        / slices.stream()
            .mapToDouble(s -> s.get("lives").asLong() / s.get("perSecond").asDouble())
            .sum();
  }
}
