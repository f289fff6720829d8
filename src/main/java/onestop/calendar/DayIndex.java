package onestop.calendar;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import onestop.kernel.Failure;
import org.jspecify.annotations.Nullable;

/**
 * Every day of one version of one calendar, numbered once, so that counting working days takes two
 * look-ups, whatever the limit. Immutable and shared by all agencies.
 */
final class DayIndex {
  /** The first year of a calendar without holidays. */
  static final int FIRST_YEAR = 1900;

  /**
   * The last year of every calendar; after the last decree only the holidays fixed by law count.
   */
  static final int LAST_YEAR = 2199;

  private static final DayKind[] KINDS = DayKind.values();

  private final Map<LocalDate, CalendarDay> special = new HashMap<>();
  private final boolean decrees;
  private final int lastDecreedYear;

  /** Epoch day of the first day. */
  private final int first;

  private final byte[] kinds;

  /** The number of working days before each day; one entry more than days. */
  private final int[] workedBefore;

  /** The working days, as positions from the first day. */
  private final int[] worked;

  DayIndex(List<CalendarDay> specialDays) {
    decrees = !specialDays.isEmpty();
    int firstYear =
        specialDays.stream().mapToInt(day -> day.date().getYear()).min().orElse(FIRST_YEAR);
    lastDecreedYear =
        specialDays.stream()
            .filter(day -> day.kind() != DayKind.PROVISIONAL)
            .mapToInt(day -> day.date().getYear())
            .max()
            .orElse(decrees ? firstYear - 1 : LAST_YEAR);
    specialDays.forEach(day -> special.put(day.date(), day));
    for (int year = lastDecreedYear + 1; year <= LAST_YEAR; year++) {
      FixedHolidays.of(year).forEach(day -> special.put(day.date(), day));
    }
    first = Math.toIntExact(LocalDate.of(firstYear, 1, 1).toEpochDay());
    int size = Math.toIntExact(LocalDate.of(LAST_YEAR, 12, 31).toEpochDay()) - first + 1;
    kinds = kinds(size);
    workedBefore = new int[size + 1];
    for (int i = 0; i < size; i++) {
      workedBefore[i + 1] = workedBefore[i] + (KINDS[kinds[i]].isWorking() ? 1 : 0);
    }
    worked = new int[workedBefore[size]];
    for (int i = 0; i < size; i++) {
      if (KINDS[kinds[i]].isWorking()) {
        worked[workedBefore[i]] = i;
      }
    }
  }

  private byte[] kinds(int size) {
    byte[] result = new byte[size];
    for (int i = 0; i < size; i++) {
      // 1 January 1970 was a Thursday: epoch day 2 is the first Saturday
      int weekday = Math.floorMod(first + i - 2, 7);
      result[i] = (byte) (weekday < 2 ? DayKind.WEEKEND : DayKind.WORKING).ordinal();
    }
    special.forEach(
        (date, day) ->
            result[Math.toIntExact(date.toEpochDay()) - first] = (byte) day.kind().ordinal());
    return result;
  }

  @Nullable LocalDate firstDay() {
    return decrees ? LocalDate.ofEpochDay(first) : null;
  }

  @Nullable LocalDate lastDecreedDay() {
    return decrees ? LocalDate.of(lastDecreedYear, 12, 31) : null;
  }

  boolean isDecreed(LocalDate date) {
    return !decrees || date.getYear() <= lastDecreedYear;
  }

  DayKind kind(LocalDate date) {
    return KINDS[kinds[position(date)]];
  }

  @Nullable CalendarDay special(LocalDate date) {
    position(date);
    return special.get(date);
  }

  /** The number of working days from the first day of the calendar up to the date, exclusive. */
  int workedBefore(LocalDate date) {
    return workedBefore[position(date)];
  }

  /** The {@code n}-th working day after the date, {@code n} at least 1. */
  LocalDate plus(LocalDate date, int n) {
    return day(date, workedBefore[position(date) + 1] + n - 1);
  }

  /** The {@code n}-th working day before the date, {@code n} at least 1. */
  LocalDate minus(LocalDate date, int n) {
    return day(date, workedBefore[position(date)] - n);
  }

  private LocalDate day(LocalDate from, int ordinal) {
    if (ordinal < 0 || ordinal >= worked.length) {
      throw outside(from);
    }
    return LocalDate.ofEpochDay((long) first + worked[ordinal]);
  }

  private int position(LocalDate date) {
    long position = date.toEpochDay() - first;
    if (position < 0 || position >= kinds.length) {
      throw outside(date);
    }
    return (int) position;
  }

  private Failure outside(LocalDate date) {
    return Failure.badInput(
        "calendar",
        "outside-years",
        "date",
        date,
        "first",
        String.valueOf(LocalDate.ofEpochDay(first).getYear()),
        "last",
        String.valueOf(LAST_YEAR));
  }
}
