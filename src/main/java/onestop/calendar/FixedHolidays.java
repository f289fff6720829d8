package onestop.calendar;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.MonthDay;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The public holidays whose date is fixed by the Labour Code (2019, articles 111 and 112), each
 * with the next working day off in lieu if it falls on a weekend: the only certain holidays of a
 * year without a decree. Tết, the Hung Kings' day, the second day of the National Day and every
 * swap need their decree, after which the affected dates are recomputed.
 */
final class FixedHolidays {
  private static final Map<MonthDay, String> DAYS =
      new TreeMap<>(
          Map.of(
              MonthDay.of(1, 1), "TET_DUONG_LICH",
              MonthDay.of(4, 30), "NGAY_CHIEN_THANG_30_4",
              MonthDay.of(5, 1), "QUOC_TE_LAO_DONG_1_5",
              MonthDay.of(9, 2), "QUOC_KHANH_2_9"));

  private FixedHolidays() {}

  /**
   * Whether the law itself makes the date a public holiday. A calendar lists the days that differ
   * from their weekday, so a holiday on a weekend may not be among them.
   */
  static boolean isOne(LocalDate date) {
    return DAYS.containsKey(MonthDay.from(date));
  }

  static List<CalendarDay> of(int year) {
    Map<LocalDate, CalendarDay> days = new HashMap<>();
    DAYS.forEach(
        (day, holiday) -> {
          LocalDate date = day.atYear(year);
          days.put(date, new CalendarDay(date, DayKind.PUBLIC, holiday));
        });
    DAYS.forEach(
        (day, holiday) -> {
          LocalDate date = day.atYear(year);
          if (isWeekend(date)) {
            LocalDate lieu = date;
            while (isWeekend(lieu) || days.containsKey(lieu)) {
              lieu = lieu.plusDays(1);
            }
            days.put(lieu, new CalendarDay(lieu, DayKind.IN_LIEU, holiday));
          }
        });
    return new ArrayList<>(days.values());
  }

  static boolean isWeekend(LocalDate date) {
    return date.getDayOfWeek() == DayOfWeek.SATURDAY || date.getDayOfWeek() == DayOfWeek.SUNDAY;
  }
}
