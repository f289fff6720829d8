package onestop.cli.export;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

/**
 * The time that an export covers.
 *
 * @param from inclusive
 * @param to exclusive; never later than the moment of the export
 */
public record Period(Instant from, Instant to) {

  /** The part of a calendar year that has passed. */
  public static Period year(int year, ZoneId zone, Instant now) {
    Instant from = LocalDate.of(year, 1, 1).atStartOfDay(zone).toInstant();
    Instant to = LocalDate.of(year + 1, 1, 1).atStartOfDay(zone).toInstant();
    return new Period(from, to.isBefore(now) ? to : now);
  }
}
