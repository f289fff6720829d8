package onestop.sla.clock;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import onestop.calendar.WorkingCalendar;
import onestop.sla.clock.ClockTerms.Adjusted;
import onestop.sla.clock.ClockTerms.History;

/**
 * Working time during which a clock ran; minutes within a pause or an excluded interval do not
 * count.
 */
final class RunningTime {
  private final WorkingCalendar calendar;
  private final List<Stop> stops;

  /** An interval in which the clock was paused; {@code from} inclusive, {@code to} exclusive. */
  private record Stop(Instant from, Instant to) {}

  private RunningTime(WorkingCalendar calendar, List<Stop> stops) {
    this.calendar = calendar;
    this.stops = stops;
  }

  static RunningTime of(WorkingCalendar calendar, History history) {
    List<Stop> stops = new ArrayList<>();
    for (ClockPause pause : history.pauses()) {
      Instant to = pause.to();
      if (to != null) {
        stops.add(new Stop(pause.from(), to));
      }
    }
    for (Adjusted adjusted : history.adjustments()) {
      if (adjusted.adjustment() instanceof DueDateAdjustment.ExcludedInterval interval) {
        stops.add(
            new Stop(
                calendar.at(interval.from(), java.time.LocalTime.MIDNIGHT),
                calendar.at(interval.to().plusDays(1), java.time.LocalTime.MIDNIGHT)));
      }
    }
    stops.sort(Comparator.comparing(Stop::from));
    return new RunningTime(calendar, stops);
  }

  /** The moment at which the clock has run for {@code time} since {@code from}. */
  Instant plus(Instant from, Duration time) {
    Instant at = from;
    Duration left = time;
    for (Stop stop : stops) {
      Duration run = calendar.workingBetween(at, stop.from());
      if (left.compareTo(run) <= 0 && !run.isZero()) {
        return calendar.plusWorking(at, left);
      }
      left = left.minus(run);
      at = stop.to().isAfter(at) ? stop.to() : at;
    }
    return calendar.plusWorking(at, left);
  }

  /** The running time between two instants; zero if the second is not after the first. */
  Duration between(Instant from, Instant to) {
    Duration sum = Duration.ZERO;
    Instant at = from;
    for (Stop stop : stops) {
      sum = sum.plus(calendar.workingBetween(at, stop.from().isBefore(to) ? stop.from() : to));
      at = stop.to().isAfter(at) ? stop.to() : at;
    }
    return sum.plus(calendar.workingBetween(at, to));
  }
}
