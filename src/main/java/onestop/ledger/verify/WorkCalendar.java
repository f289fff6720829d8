package onestop.ledger.verify;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.MonthDay;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.stream.Stream;

/**
 * Which days and hours count, by one version of a calendar and the office hours of one agency.
 *
 * @param kinds of the days that are not what their weekday says; {@code MAKEUP} and {@code
 *     PROVISIONAL} are worked, all others are days off
 * @param hours by their first day
 */
record WorkCalendar(
    ZoneId zone, Map<LocalDate, String> kinds, NavigableMap<LocalDate, Hours> hours) {

  private static final List<MonthDay> FIXED =
      Stream.of("--01-01", "--04-30", "--05-01", "--09-02").map(MonthDay::parse).toList();

  /** Opening and close by turns; the desks of weekend days, {@code SATURDAY 08:00-11:30;…}. */
  record Hours(List<LocalTime> times, String desks) {
    static Hours parse(String processing, String desks) {
      return new Hours(Stream.of(processing.split("[ -]")).map(LocalTime::parse).toList(), desks);
    }

    LocalTime close() {
      return times.get(times.size() - 1);
    }
  }

  /**
   * The holidays of fixed date (Labour Code 2019, articles 111 and 112) of a year that no decree
   * has spoken of, each on a weekend made up for on the next working day.
   */
  static void addFixedHolidays(Map<LocalDate, String> kinds, int year) {
    List<LocalDate> fixed = FIXED.stream().map(day -> day.atYear(year)).toList();
    fixed.forEach(day -> kinds.put(day, "PUBLIC"));
    for (LocalDate day : fixed) {
      LocalDate lieu = day;
      while (weekend(day) && (weekend(lieu) || "PUBLIC".equals(kinds.get(lieu)))) {
        lieu = lieu.plusDays(1);
      }
      kinds.put(lieu, "PUBLIC");
    }
  }

  private static boolean weekend(LocalDate day) {
    return day.getDayOfWeek().compareTo(DayOfWeek.SATURDAY) >= 0;
  }

  boolean works(LocalDate day) {
    String kind = kinds.getOrDefault(day, weekend(day) ? "WEEKEND" : "MAKEUP");
    return kind.equals("MAKEUP") || kind.equals("PROVISIONAL");
  }

  LocalDate date(Instant at) {
    return at.atZone(zone).toLocalDate();
  }

  LocalTime time(Instant at) {
    return at.atZone(zone).toLocalTime();
  }

  Instant at(LocalDate day, LocalTime time) {
    return day.atTime(time).atZone(zone).toInstant();
  }

  Hours on(LocalDate day) {
    return hours.floorEntry(day).getValue();
  }

  Instant close(LocalDate day) {
    return at(day, on(day).close());
  }

  /** The n-th working day after the day, or before it if n is negative. */
  LocalDate plus(LocalDate day, int n) {
    LocalDate reached = day;
    for (int left = Math.abs(n); left > 0; left -= works(reached) ? 1 : 0) {
      reached = reached.plusDays(n > 0 ? 1 : -1);
    }
    return reached;
  }

  /** How many working days lie from the first day to the last, both included. */
  int count(LocalDate first, LocalDate last) {
    boolean none = first.isAfter(last);
    return none ? 0 : (int) first.datesUntil(last.plusDays(1)).filter(this::works).count();
  }

  /** The day on which something counts as received: while the office or its desk is to close. */
  LocalDate receivedOn(Instant at) {
    LocalDate day = date(at);
    LocalTime time = time(at);
    while (!lastClose(day).isAfter(time)) {
      day = day.plusDays(1);
      time = LocalTime.MIDNIGHT;
    }
    return day;
  }

  /**
   * Midnight where neither the office nor a desk opens: desks do only on plain weekend days that
   * are no holiday of fixed date.
   */
  private LocalTime lastClose(LocalDate day) {
    String desks = ";" + on(day).desks() + ";";
    boolean holiday = kinds.containsKey(day) || FIXED.contains(MonthDay.from(day));
    int desk = holiday ? -1 : desks.indexOf(";" + day.getDayOfWeek());
    if (works(day) || desk < 0) {
      return works(day) ? on(day).close() : LocalTime.MIDNIGHT;
    }
    int end = desks.indexOf(";", desk + 1);
    return LocalTime.parse(desks.substring(end - 5, end));
  }
}
