package onestop.calendar;

import java.time.LocalDate;

/**
 * A day whose kind differs from that of its weekday.
 *
 * @param holiday the code of the holiday, for example {@code TET_NGUYEN_DAN}
 */
public record CalendarDay(LocalDate date, DayKind kind, String holiday) {}
