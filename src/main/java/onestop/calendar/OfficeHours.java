package onestop.calendar;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalTime;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import onestop.kernel.Failure;

/**
 * The hours of an office, for its two purposes.
 *
 * @param intervals processing: the hours of every working day, make-up days included, in order and
 *     apart; from inclusive to exclusive, except that the last moment of the day is the close of
 *     office itself. Limits are counted in these
 * @param reception a desk that takes dossiers in on a day of the weekend, such as Saturday morning;
 *     closed on a public holiday: on those of fixed date, and on each day of the weekend that the
 *     calendar lists as {@code PUBLIC}. An application received in these hours counts as received
 *     that day, although nothing is processed
 */
public record OfficeHours(List<Interval> intervals, Map<DayOfWeek, List<Interval>> reception) {
  /** 08:00–12:00 and 13:00–17:00, no desk on weekends. */
  public static final OfficeHours STANDARD = parse("08:00-12:00 13:00-17:00", "");

  public OfficeHours {
    intervals = List.copyOf(intervals);
    check(intervals);
    Map<DayOfWeek, List<Interval>> desks = new EnumMap<>(DayOfWeek.class);
    reception.forEach(
        (weekday, desk) -> {
          if (weekday.compareTo(DayOfWeek.SATURDAY) < 0) {
            throw Failure.badInput("calendar", "reception-weekday", "value", weekday);
          }
          check(desk);
          desks.put(weekday, List.copyOf(desk));
        });
    reception = Map.copyOf(desks);
  }

  /** One stretch of office time. */
  public record Interval(LocalTime from, LocalTime to) {
    @Override
    public String toString() {
      return from + "-" + to;
    }

    private static Interval parse(String text) {
      String[] ends = text.split("-", -1);
      try {
        return new Interval(LocalTime.parse(ends[0]), LocalTime.parse(ends[1]));
      } catch (DateTimeException | ArrayIndexOutOfBoundsException e) {
        throw Failure.badInput("calendar", "office-hours", "value", text).causedBy(e);
      }
    }
  }

  /**
   * Parses hours in their written form.
   *
   * @param processing such as {@code 08:00-12:00 13:00-17:00}
   * @param reception such as {@code SATURDAY 08:00-11:30}, several separated by semicolons, or
   *     empty
   */
  public static OfficeHours parse(String processing, String reception) {
    Map<DayOfWeek, List<Interval>> desks = new EnumMap<>(DayOfWeek.class);
    for (String desk : reception.isBlank() ? new String[0] : reception.split(";", -1)) {
      String[] words = desk.strip().split(" ", 2);
      desks.put(weekday(words[0]), words.length < 2 ? List.of() : intervals(words[1]));
    }
    return new OfficeHours(intervals(processing), desks);
  }

  private static DayOfWeek weekday(String word) {
    for (DayOfWeek day : DayOfWeek.values()) {
      if (day.name().equals(word)) {
        return day;
      }
    }
    throw Failure.badInput("calendar", "reception-weekday", "value", word);
  }

  private static List<Interval> intervals(String text) {
    return Arrays.stream(text.strip().split(" +")).map(Interval::parse).toList();
  }

  private static void check(List<Interval> intervals) {
    LocalTime last = null;
    for (Interval interval : intervals) {
      boolean later = last == null || interval.from().isAfter(last);
      if (!later || !interval.from().isBefore(interval.to())) {
        throw Failure.badInput("calendar", "office-hours", "value", interval);
      }
      last = interval.to();
    }
    if (last == null) {
      throw Failure.badInput("calendar", "office-hours", "value", "");
    }
  }

  /** The processing hours as {@link #parse} reads them. */
  public String processingText() {
    return intervals.stream().map(Interval::toString).collect(Collectors.joining(" "));
  }

  /** The reception hours as {@link #parse} reads them. */
  public String receptionText() {
    return Arrays.stream(DayOfWeek.values())
        .filter(reception::containsKey)
        .map(day -> day + " " + receptionText(day))
        .collect(Collectors.joining(";"));
  }

  /** The hours of the desk of one day, such as {@code 08:00-11:30}; empty if there is none. */
  public String receptionText(DayOfWeek day) {
    return reception.getOrDefault(day, List.of()).stream()
        .map(Interval::toString)
        .collect(Collectors.joining(" "));
  }

  /** The opening time of the office. */
  public LocalTime opens() {
    return intervals.get(0).from();
  }

  /** The closing time of the office. */
  public LocalTime closes() {
    return intervals.get(intervals.size() - 1).to();
  }

  /** The working time of a working day. */
  public Duration length() {
    return intervals.stream()
        .map(interval -> Duration.between(interval.from(), interval.to()))
        .reduce(Duration.ZERO, Duration::plus);
  }
}
