package onestop.benchmarks.load;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import onestop.benchmarks.load.Town.Mode;

/** The process of one contender: a town that does what it is told. */
final class ContenderMain {
  private static final int CONNECTIONS = 12;

  private ContenderMain() {}

  public static void main(String[] args) throws Exception {
    BenchDatabase.Where where =
        new BenchDatabase.Where(
            System.getenv("BENCH_URL"),
            System.getenv("BENCH_USER"),
            System.getenv("BENCH_PASSWORD"));
    Mode mode = Mode.valueOf(args[0]);
    BufferedReader orders =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    try (Town town = Town.found(where, mode, CONNECTIONS)) {
      Load load = new Load(town, Integer.parseInt(args[1]));
      for (String order = orders.readLine();
          order != null && !order.equals("end");
          order = orders.readLine()) {
        Contender.answer(obey(order.split(" "), town, load));
      }
    } catch (Exception failed) {
      failed.printStackTrace();
      System.exit(1); // callers' threads would keep a process that nobody can talk to
    }
    System.exit(0);
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
      case "letters":
        return String.valueOf(load.letters());
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
