package onestop.benchmarks.load;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import onestop.agencies.Role;
import onestop.benchmarks.load.Clerk.Action;
import onestop.benchmarks.load.Town.Mode;
import onestop.kernel.OfficerId;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How long clerks wait for their screens while a wall of letters is written. */
@Command(
    name = "clerks",
    mixinStandardHelpOptions = true,
    description = {
      "Officers work over HTTP, each with a login, on a server in a process of its own:",
      "one alone, then all of them while a wall of timers drains."
    })
final class ClerksCommand implements Callable<Integer> {
  private static final int LAST_WARD = Town.WARDS - 1;
  private static final int ALONE_THINKS_MILLIS = 5;
  private static final long SEED = 20_261_125;

  @Mixin private LoadOptions options = new LoadOptions();

  @Option(names = "--users", defaultValue = "200", description = "officers at the same time")
  private int users = 200;

  @Option(
      names = "--think",
      defaultValue = "1000",
      description = "mean milliseconds before each call; exponential")
  private int thinkMillis = 1000;

  @Option(names = "--timers", defaultValue = "50000", description = "timers of the wall")
  private int timers = 50_000;

  @Option(
      names = "--stock-timers",
      defaultValue = "1000",
      description = "at most so many for the stock engine, which would need an hour for all")
  private int stockTimers = 1_000;

  @Option(
      names = "--alone",
      defaultValue = "300",
      description = "dossiers at the desk of the one who works alone, --seconds long")
  private int alone = 300;

  /** What one contender showed. */
  private record Shown(
      Map<Action, Latencies> alone, Map<Action, Latencies> together, double letters, int busy) {
    String json(int timers) {
      return String.format(
          Locale.ROOT,
          "{\"alone\":%s,\"together\":%s,\"lettersPerSecond\":%.1f,\"timers\":%d,\"busy\":%d}",
          actions(alone),
          actions(together),
          letters,
          timers,
          busy);
    }

    private static String actions(Map<Action, Latencies> of) {
      List<String> fields = new ArrayList<>();
      of.forEach(
          (action, took) ->
              fields.add(
                  "\"%s\":%s".formatted(action.name().toLowerCase(Locale.ROOT), took.json())));
      return "{" + String.join(",", fields) + "}";
    }
  }

  @Override
  public Integer call() throws Exception {
    Report report = new Report("clerks", options);
    List<Double> completions = new ArrayList<>();
    try (BenchDatabase database = BenchDatabase.open(options)) {
      for (Mode mode : options.baseline() ? List.of(Mode.OURS, Mode.STOCK) : List.of(Mode.OURS)) {
        int wall = mode == Mode.OURS ? timers : Math.min(timers, stockTimers);
        try (Contender contender =
            Contender.serving(mode, database.create(), options.callers(mode))) {
          CpuShare cpu = CpuShare.begin(contender.pid(), database.postmaster());
          String name = mode.name().toLowerCase(Locale.ROOT);
          Shown shown = measure(contender, wall, report);
          tell(report, name, shown);
          report.say(cpu.spent().line(name)).field(name, shown.json(wall));
          report.field(name + "Cpu", cpu.spent().json());
          report.faults(name, contender.faults());
          completions.add(shown.together().get(Action.COMPLETE).percentile(99));
        } catch (IOException ended) {
          if (mode == Mode.OURS) {
            throw ended;
          }
          // its connections run out where many wait for one row
          report.say("stock did not get through: " + ended.getMessage());
          report.field("stock", "null");
        }
      }
    }
    report.field("users", String.valueOf(users)).field("thinkMillis", String.valueOf(thinkMillis));
    if (completions.contains(0.0)) {
      report.say("no ratio: a wall was over before anybody completed anything");
    } else if (completions.size() == 2) {
      double ratio = completions.get(1) / completions.get(0);
      report.say(String.format(Locale.ROOT, "ratio of the p99 of a completion %.1f", ratio));
      report.field("ratio", String.format(Locale.ROOT, "%.2f", ratio));
    }
    return report.end();
  }

  private Shown measure(Contender contender, int wall, Report report) throws Exception {
    List<OfficerId> logins = logins();
    int wards = (logins.size() + Town.DESKS.size() - 1) / Town.DESKS.size();
    contender.passwords(wards);
    contender.open(alone, LAST_WARD, 1);
    contender.open(users * 10, 0, wards);
    long before = contender.completions();
    String url = "http://localhost:" + contender.port();
    Map<Action, Latencies> single;
    Map<Action, Latencies> together;
    double letters;
    long done;
    int busy;
    List<OfficerId> one = List.of(Town.login(Town.ward(LAST_WARD), Role.SPECIALIST));
    try (Staff warm = new Staff(url, logins, thinkMillis / 4.0, SEED)) {
      Thread.sleep(Duration.ofSeconds(options.warmup()).toMillis());
      warm.goHome();
      done = warm.completions();
      busy = warm.busy();
    }
    try (Staff staff = new Staff(url, one, ALONE_THINKS_MILLIS, SEED)) {
      long start = System.nanoTime();
      Thread.sleep(Duration.ofSeconds(options.seconds()).toMillis());
      staff.goHome();
      single = staff.between(start, System.nanoTime());
      done += staff.completions();
    }
    try (Staff staff = new Staff(url, logins, thinkMillis, SEED)) {
      double[] drained = contender.wallAmongClerks(wall);
      long end = System.nanoTime();
      staff.goHome();
      letters = drained[0] / drained[1];
      together = staff.between(end - (long) (drained[1] * 1e9), end);
      done += staff.completions();
      busy += staff.busy();
    }
    long events = contender.completions() - before;
    if (events != done) {
      report.faults("clerks", List.of(done + " completions answered, " + events + " on record"));
    }
    return new Shown(single, together, letters, busy);
  }

  /** One officer of each desk of as many wards as it takes. */
  private List<OfficerId> logins() {
    List<OfficerId> logins = new ArrayList<>();
    for (int i = 0; i < users; i++) {
      Role role = Town.DESKS.get(i % Town.DESKS.size());
      logins.add(Town.login(Town.ward(i / Town.DESKS.size() % LAST_WARD), role));
    }
    return logins;
  }

  private static void tell(Report report, String name, Shown shown) {
    shown.alone().forEach((a, took) -> report.say(took.line(name + " alone " + a)));
    shown.together().forEach((a, took) -> report.say(took.line(name + " with the wall " + a)));
    report.say(
        String.format(
            Locale.ROOT,
            "%s: %.1f letters a second meanwhile; %d calls sent away",
            name,
            shown.letters(),
            shown.busy()));
  }
}
