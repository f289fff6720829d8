package onestop.benchmarks.load;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import onestop.benchmarks.load.Town.Mode;
import onestop.kernel.OfficerId;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Whether throughput and the inbox stay what they are when the tables are large. */
@Command(
    name = "flat",
    mixinStandardHelpOptions = true,
    description = {
      "An empty database and a full one side by side: lives, walls and inbox pages on both, window",
      "by window in turn. PostgreSQL only; --no-baseline is implied, ours is measured against",
      "itself."
    })
final class FlatCommand implements Callable<Integer> {
  private static final int WARDS_WITH_LOGIN = 10;

  @Mixin private LoadOptions options = new LoadOptions();

  @Option(names = "--open", defaultValue = "100000", description = "open dossiers")
  private long open;

  @Option(names = "--closed", defaultValue = "500000", description = "closed dossiers")
  private long closed;

  @Option(
      names = "--originals",
      defaultValue = "1200",
      description = "of each kind made by the commands themselves; SQL multiplies them")
  private long originals;

  @Option(names = "--timers", defaultValue = "3000", description = "timers of one wall")
  private int timers;

  @Option(names = "--pages", defaultValue = "2000", description = "inbox pages to ask for")
  private int pages;

  @Option(
      names = "--fsck",
      description = "run the program's own check on the full database before the windows")
  private boolean fsck;

  @Override
  public Integer call() throws Exception {
    if (options.kind() != LoadOptions.Kind.postgres) {
      System.err.println("--db h2: the rows are multiplied by PostgreSQL; say --db postgres");
      return 2;
    }
    Report report = new Report("flat", options);
    try (BenchDatabase database = BenchDatabase.open(options)) {
      BenchDatabase.Where where = database.create();
      try (Contender full = Contender.serving(Mode.OURS, where, options.callers());
          Contender empty = Contender.serving(Mode.OURS, database.create(), options.callers())) {
        new FullDatabase(open, closed, originals).fill(full, where, report);
        if (fsck) {
          report.faults("full", full.fsck());
        }
        inbox(full, "full", report);
        inbox(empty, "empty", report);
        if (options.warmup() > 0) {
          System.err.println("warm-up of both");
          full.live(options.warmup(), 0);
          empty.live(options.warmup(), 0);
        }
        Windows year = new Windows();
        for (int i = 0; i < options.windows(); i++) {
          year.add(empty.live(options.seconds(), 0), full.live(options.seconds(), 0));
        }
        year.tell("year", report);
        if (options.warmup() > 0) {
          empty.wall(timers);
          full.wall(timers);
        }
        Windows wall = new Windows();
        for (int i = 0; i < options.windows(); i++) {
          wall.add(empty.wall(timers).lettersPerSecond(), full.wall(timers).lettersPerSecond());
        }
        wall.tell("wall", report);
        report.faults("empty", empty.faults());
        report.faults("full", full.faults());
      }
    }
    return report.end();
  }

  /** The rates of both, window by window. */
  private static final class Windows {
    private final List<Double> empty = new ArrayList<>();
    private final List<Double> full = new ArrayList<>();

    void add(double ofEmpty, double ofFull) {
      empty.add(ofEmpty);
      full.add(ofFull);
      System.err.printf(Locale.ROOT, "  empty %10.1f /s   full %10.1f /s%n", ofEmpty, ofFull);
    }

    void tell(String bench, Report report) {
      Rates ofEmpty = new Rates(empty);
      Rates ofFull = new Rates(full);
      String ratio = String.format(Locale.ROOT, "%.2f", ofFull.median() / ofEmpty.median());
      report.say(bench);
      report.say(ofEmpty.line("empty")).say(ofFull.line("full")).say("ratio  " + ratio);
      report.field(
          bench,
          "{\"empty\":%s,\"full\":%s,\"ratio\":%s}"
              .formatted(ofEmpty.json(), ofFull.json(), ratio));
    }
  }

  /** First pages, straight from the database and over HTTP, each asked for once before. */
  private void inbox(Contender of, String name, Report report) throws Exception {
    of.pages(pages / 4 + 1);
    Latencies sql = Latencies.ofNanos(of.pages(pages));
    int wards = Math.min(WARDS_WITH_LOGIN, 1 + pages / 200); // a first login is slow by design
    of.passwords(wards);
    String url = "http://localhost:" + of.port() + "/api/work-items?size=20";
    http(url, wards, wards * Town.DESKS.size() * 4);
    Latencies http = Latencies.ofNanos(http(url, wards, pages));
    report.say(sql.line("inbox " + name + ", SQL")).say(http.line("inbox " + name + ", HTTP"));
    report.field(
        "inbox" + name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1),
        "{\"sql\":%s,\"http\":%s}".formatted(sql.json(), http.json()));
  }

  private static long[] http(String url, int wards, int calls) throws Exception {
    HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    SplittableRandom dice = new SplittableRandom(calls);
    long[] took = new long[calls];
    for (int i = 0; i < calls; i++) {
      OfficerId login =
          Town.login(
              Town.ward(dice.nextInt(wards)), Town.DESKS.get(dice.nextInt(Town.DESKS.size())));
      HttpRequest request =
          HttpRequest.newBuilder(URI.create(url))
              .header("Authorization", Clerk.basic(login))
              .build();
      long start = System.nanoTime();
      HttpResponse<String> answer = client.send(request, BodyHandlers.ofString());
      took[i] = System.nanoTime() - start;
      if (answer.statusCode() != 200) {
        throw new IllegalStateException("the inbox answers " + answer.statusCode());
      }
    }
    return took;
  }
}
