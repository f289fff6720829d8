package onestop.calendar;

import java.time.LocalTime;
import java.util.List;

/**
 * The hours of a working day, in order, not touching; each from inclusive to exclusive, except that
 * the last moment of the day is the close of office itself.
 */
public record OfficeHours(List<Interval> intervals) {
  /** 08:00–12:00 and 13:00–17:00. */
  public static final OfficeHours STANDARD =
      new OfficeHours(
          List.of(
              new Interval(LocalTime.of(8, 0), LocalTime.of(12, 0)),
              new Interval(LocalTime.of(13, 0), LocalTime.of(17, 0))));

  public OfficeHours {
    intervals = List.copyOf(intervals);
  }

  /** One stretch of office time. */
  public record Interval(LocalTime from, LocalTime to) {}

  /** When the office opens. */
  public LocalTime opens() {
    return intervals.get(0).from();
  }

  /** When the office closes. */
  public LocalTime closes() {
    return intervals.get(intervals.size() - 1).to();
  }
}
