package onestop.forecast.trial;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import onestop.calendar.WorkingCalendar;

/** The same made years, worked off in each order. */
public final class OrderTrials {
  private OrderTrials() {}

  /**
   * The years to be made.
   *
   * @param year the calendar year whose working days count
   * @param dossiers the number of dossiers in each
   * @param seed that of the first; each further one has the next
   * @param years as many years as are made, at least one
   * @param load the work of the specialists in hundredths of their time if they were never away
   */
  public record Plan(int year, int dossiers, long seed, int years, int load) {}

  /**
   * What one order led to.
   *
   * @param apologies the number of late dossiers of each year, in the order of the seeds; each has
   *     its letter of apology
   * @param averageLateness by how many working minutes a late dossier was late, over all years; 0
   *     if none was
   * @param latest the longest of these
   */
  public record Result(
      GivingOrder order, List<Integer> apologies, long averageLateness, long latest) {
    /** The average number of apologies of a year. */
    public double average() {
      return apologies.stream().mapToInt(Integer::intValue).average().orElse(0);
    }

    /** The smallest number of apologies of a year. */
    public int least() {
      return apologies.stream().mapToInt(Integer::intValue).min().orElse(0);
    }

    /** The greatest number of apologies of a year. */
    public int most() {
      return apologies.stream().mapToInt(Integer::intValue).max().orElse(0);
    }
  }

  /** The results by order: the same arrivals, work, officers and absences in each. */
  public static List<Result> run(WorkingCalendar calendar, Plan plan) {
    List<MadeYear> years =
        LongStream.range(plan.seed(), plan.seed() + plan.years())
            .mapToObj(seed -> MadeYear.of(calendar, plan, seed))
            .toList();
    List<Result> results = new ArrayList<>();
    for (GivingOrder order : GivingOrder.values()) {
      List<OrderTrial.Ended> ends =
          years.stream().map(year -> OrderTrial.run(year, order)).toList();
      int late = ends.stream().mapToInt(OrderTrial.Ended::apologies).sum();
      long minutes = ends.stream().mapToLong(OrderTrial.Ended::lateMinutes).sum();
      results.add(
          new Result(
              order,
              ends.stream().map(OrderTrial.Ended::apologies).toList(),
              late == 0 ? 0 : minutes / late,
              ends.stream().mapToLong(OrderTrial.Ended::latest).max().orElse(0)));
    }
    return results;
  }
}
