package onestop.calendar;

import java.time.LocalDate;
import java.time.MonthDay;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The public holidays whose date is fixed by the Labour Code (2019, article 112): all that is
 * certain of a year that no decree has spoken of yet. Tết and the Hung Kings' day follow the lunar
 * calendar and wait for their decree, which recomputes what it touches.
 */
final class FixedHolidays {
  private static final Map<MonthDay, String> DAYS =
      Map.of(
          MonthDay.of(1, 1), "TET_DUONG_LICH",
          MonthDay.of(4, 30), "NGAY_CHIEN_THANG_30_4",
          MonthDay.of(5, 1), "QUOC_TE_LAO_DONG_1_5",
          MonthDay.of(9, 2), "QUOC_KHANH_2_9");

  private FixedHolidays() {}

  static @Nullable CalendarDay on(LocalDate date) {
    String holiday = DAYS.get(MonthDay.from(date));
    return holiday == null ? null : new CalendarDay(date, DayKind.PUBLIC, holiday);
  }
}
