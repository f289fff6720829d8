package onestop.cli;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import onestop.calendar.Calendars;
import onestop.calendar.WorkingCalendar;
import onestop.forecast.trial.OrderTrials;
import onestop.forecast.trial.OrderTrials.Plan;
import onestop.forecast.trial.OrderTrials.Result;
import onestop.kernel.Failure;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * {@code onestop simulate-order}: the apologies of a made year when officers take their items in
 * the order of the next item, by due date, or as they come. Needs no database.
 */
@Command(name = "simulate-order")
final class SimulateOrderCommand implements Callable<Integer> {
  private static final int FEWEST = 100;
  private static final int MOST = 200_000;
  private static final int MOST_YEARS = 50;
  private static final int MINUTES_A_DAY = 480;

  @Mixin private final Console console = new Console();

  @Option(
      names = "--dossiers",
      descriptionKey = "onestop.simulate-order.dossiers",
      paramLabel = "N")
  private int dossiers = 30_000;

  @Option(names = "--seed", descriptionKey = "onestop.simulate-order.seed", paramLabel = "S")
  private long seed = 1;

  @Option(names = "--years", descriptionKey = "onestop.simulate-order.years", paramLabel = "K")
  private int years = 5;

  @Option(names = "--load", descriptionKey = "onestop.simulate-order.load", paramLabel = "PERCENT")
  private int load = 85;

  @Option(
      names = "--calendar-year",
      descriptionKey = "onestop.simulate-order.calendar-year",
      paramLabel = "YYYY")
  private int year = 2026;

  @Override
  public Integer call() {
    within("--dossiers", dossiers, FEWEST, MOST);
    within("--years", years, 1, MOST_YEARS);
    within("--load", load, 10, 150);
    WorkingCalendar calendar = Calendars.shipped(ZoneId.of("Asia/Ho_Chi_Minh"));
    int first = first(calendar);
    int last = last(calendar);
    within("--calendar-year", year, first, last);
    List<Result> results = OrderTrials.run(calendar, new Plan(year, dossiers, seed, years, load));
    if (console.wantsJson()) {
      console.printJson(json(results));
    } else {
      print(results);
    }
    return Commands.DONE;
  }

  private static int first(WorkingCalendar calendar) {
    LocalDate day = calendar.firstDay();
    return day == null ? 2000 : day.getYear();
  }

  private static int last(WorkingCalendar calendar) {
    LocalDate day = calendar.lastDecreedDay();
    return day == null ? 2100 : day.getYear();
  }

  private static void within(String option, int value, int least, int most) {
    if (value < least || value > most) {
      throw Failure.badInput(
          "cli",
          "number-range",
          "option",
          option,
          "value",
          String.valueOf(value),
          "least",
          String.valueOf(least),
          "most",
          String.valueOf(most));
    }
  }

  private void print(List<Result> results) {
    Sentences say = console.sentences();
    console
        .out()
        .println(say.text("simulate-order.head", dossiers, String.valueOf(year), years, seed));
    for (Result one : results) {
      console
          .out()
          .println(
              say.text(
                  "simulate-order." + word(one),
                  one.average(),
                  100 * one.average() / dossiers,
                  one.least(),
                  one.most(),
                  (double) one.averageLateness() / MINUTES_A_DAY,
                  (double) one.latest() / MINUTES_A_DAY));
    }
    console.out().flush();
  }

  private static String word(Result one) {
    return one.order().name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private Map<String, Object> json(List<Result> results) {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("dossiers", dossiers);
    all.put("calendarYear", year);
    all.put("seed", seed);
    all.put("years", years);
    all.put("load", load);
    List<Map<String, Object>> orders = new ArrayList<>();
    for (Result one : results) {
      Map<String, Object> order = new LinkedHashMap<>();
      order.put("order", word(one));
      order.put("apologies", one.apologies());
      order.put("averageMinutesLate", one.averageLateness());
      order.put("mostMinutesLate", one.latest());
      orders.add(order);
    }
    all.put("orders", orders);
    return all;
  }
}
