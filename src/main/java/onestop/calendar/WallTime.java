package onestop.calendar;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.List;

/**
 * Local dates and times of one zone. Where the zone has had one offset since some year (Vietnam
 * since 1975) the conversion is plain arithmetic; before that, and in other zones, it uses the
 * zone's rules.
 */
final class WallTime {
  private final ZoneId zone;
  private final ZoneRules rules;

  /**
   * The second from which the zone keeps {@link #offset}; never reached if the offset still
   * changes.
   */
  private final long settledAt;

  private final ZoneOffset offset;

  WallTime(ZoneId zone) {
    this.zone = zone;
    this.rules = zone.getRules();
    List<ZoneOffsetTransition> changes = rules.getTransitions();
    boolean settles = rules.getTransitionRules().isEmpty();
    if (changes.isEmpty() || !settles) {
      settledAt = settles ? Long.MIN_VALUE : Long.MAX_VALUE;
      offset = rules.getOffset(Instant.EPOCH);
    } else {
      ZoneOffsetTransition last = changes.get(changes.size() - 1);
      // two days later no local time can belong to the previous offset
      settledAt = last.toEpochSecond() + 2 * 86_400;
      offset = last.getOffsetAfter();
    }
  }

  ZoneId zone() {
    return zone;
  }

  LocalDate dateOf(Instant instant) {
    return LocalDate.ofEpochDay(Math.floorDiv(localSecond(instant), 86_400));
  }

  LocalTime timeOf(Instant instant) {
    long second = Math.floorMod(localSecond(instant), 86_400L);
    return LocalTime.ofNanoOfDay(second * 1_000_000_000L + instant.getNano());
  }

  /**
   * The instant of a local time; a local time within the gap of an offset change moves on by the
   * gap.
   */
  Instant at(LocalDate date, LocalTime time) {
    long second = date.toEpochDay() * 86_400 + time.toSecondOfDay() - offset.getTotalSeconds();
    if (second < settledAt) {
      return LocalDateTime.of(date, time).atZone(zone).toInstant();
    }
    return Instant.ofEpochSecond(second, time.getNano());
  }

  private long localSecond(Instant instant) {
    long second = instant.getEpochSecond();
    ZoneOffset at = second >= settledAt ? offset : rules.getOffset(instant);
    return second + at.getTotalSeconds();
  }
}
