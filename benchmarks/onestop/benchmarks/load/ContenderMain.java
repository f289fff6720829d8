package onestop.benchmarks.load;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import onestop.benchmarks.load.Town.Mode;
import onestop.integrity.Fsck;

/** The process of one contender: a town that does what it is told. */
final class ContenderMain {
  /** The third argument of a contender with pages and API. */
  static final String SERVING = "serving";

  private static final int CONNECTIONS = 12;

  private ContenderMain() {}

  public static void main(String[] args) {
    BenchDatabase.Where where =
        new BenchDatabase.Where(
            System.getenv("BENCH_URL"),
            System.getenv("BENCH_USER"),
            System.getenv("BENCH_PASSWORD"),
            System.getenv("BENCH_HOME") == null ? null : Path.of(System.getenv("BENCH_HOME")));
    boolean well =
        live(
            where,
            args,
            new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)),
            System.out);
    System.exit(well ? 0 : 1); // callers' threads would keep a process that nobody can talk to
  }

  /** Does what it is told until it is told the end; false if it died of something. */
  static boolean live(
      BenchDatabase.Where where, String[] args, BufferedReader orders, PrintStream answers) {
    Mode mode = Mode.valueOf(args[0]);
    try (answers;
        Town town =
            args[2].equals(SERVING)
                ? Town.serving(where, mode, CONNECTIONS)
                : Town.found(where, mode, CONNECTIONS)) {
      Load load = new Load(town, Integer.parseInt(args[1]));
      for (String order = orders.readLine();
          order != null && !order.equals("end");
          order = orders.readLine()) {
        Contender.answer(answers, obey(order.split(" "), town, load));
      }
      return true;
    } catch (Exception failed) {
      failed.printStackTrace();
      return false;
    }
  }

  private static String obey(String[] order, Town town, Load load) throws Exception {
    switch (order[0]) {
      case "live":
        return String.valueOf(load.live(Integer.parseInt(order[1]), Long.parseLong(order[2])));
      case "wall":
        Load.Drained wall = load.wall(Integer.parseInt(order[1]));
        return String.format(
            Locale.ROOT,
            "%f %d %f %f %f %d",
            wall.lettersPerSecond(),
            wall.firstLetterMillis(),
            wall.spent().seconds(),
            wall.spent().jvm(),
            wall.spent().database(),
            wall.heapMiB());
      case "wallAmongClerks":
        double[] among = load.wallAmongClerks(Integer.parseInt(order[1]));
        return String.format(Locale.ROOT, "%f %f", among[0], among[1]);
      case "letters":
        return String.valueOf(load.letters());
      case "port":
        return String.valueOf(town.port());
      case "passwords":
        town.passwords(Integer.parseInt(order[1]));
        return "";
      case "open":
        new Desks(town)
            .open(
                Integer.parseInt(order[1]), Integer.parseInt(order[2]), Integer.parseInt(order[3]));
        return "";
      case "bulk":
        return String.valueOf(
            new Desks(town).bulk(Integer.parseInt(order[1]), Integer.parseInt(order[2])));
      case "settle":
        return String.valueOf(town.settled(120));
      case "pages":
        return new Desks(town).pages(Integer.parseInt(order[1]));
      case "completions":
        return String.valueOf(
            town.count("select count(*) from dossier_event where kind = 'STEP_COMPLETED'"));
      case "heap":
        return String.valueOf(Desks.heapMiB());
      case "fsck":
        return town.get(Fsck.class).check().findings().stream()
            .map(String::valueOf)
            .collect(Collectors.joining("|"));
      default:
        List<String> faults = new ArrayList<>();
        if (!town.settled(120)) {
          faults.add("timers still due after 120 s");
        }
        faults.addAll(town.faults());
        return String.join("|", faults);
    }
  }
}
