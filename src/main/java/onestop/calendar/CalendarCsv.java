package onestop.calendar;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import onestop.kernel.Failure;

/**
 * Reads a calendar: a header {@code date,kind,holiday}, then a row per special day. Lines that
 * begin with {@code #} are remarks. Pure; a wrong row is named by its line and nothing is taken.
 */
public final class CalendarCsv {
  private static final String HEADER = "date,kind,holiday";
  private static final int LONGEST_HOLIDAY = 60;

  private CalendarCsv() {}

  /** The days of the text, in order of date. */
  public static List<CalendarDay> parse(String text) {
    Map<LocalDate, CalendarDay> days = new TreeMap<>();
    Map<LocalDate, Integer> lines = new HashMap<>();
    boolean header = false;
    int no = 0;
    String plain = text.startsWith("\ufeff") ? text.substring(1) : text;
    for (String line : plain.lines().toList()) {
      no++;
      String row = line.strip();
      if (row.isEmpty() || row.startsWith("#")) {
        continue;
      }
      if (!header) {
        if (!row.equals(HEADER)) {
          throw Failure.badInput("calendar", "csv-header", "line", no, "value", row);
        }
        header = true;
        continue;
      }
      CalendarDay day = day(row, no);
      Integer before = lines.putIfAbsent(day.date(), no);
      if (before != null) {
        throw Failure.badInput(
            "calendar", "csv-duplicate", "line", no, "date", day.date(), "first", before);
      }
      days.put(day.date(), day);
    }
    if (days.isEmpty()) {
      throw Failure.badInput("calendar", "csv-empty");
    }
    List<CalendarDay> result = new ArrayList<>(days.values());
    requireCompleteYears(result);
    return result;
  }

  private static CalendarDay day(String row, int no) {
    String[] cells = row.split(",", -1);
    if (cells.length != 3 || cells[2].isBlank() || cells[2].strip().length() > LONGEST_HOLIDAY) {
      throw Failure.badInput("calendar", "csv-row", "line", no, "value", row);
    }
    LocalDate date = date(cells[0], no);
    DayKind kind = kind(cells[1].strip(), no);
    boolean weekend = FixedHolidays.isWeekend(date);
    if (kind == DayKind.MAKEUP && !weekend) {
      throw Failure.badInput("calendar", "csv-makeup", "line", no, "date", date);
    }
    if ((kind == DayKind.SWAP_OFF || kind == DayKind.IN_LIEU) && weekend) {
      throw Failure.badInput("calendar", "csv-weekday", "line", no, "date", date, "kind", kind);
    }
    return new CalendarDay(date, kind, cells[2].strip());
  }

  private static LocalDate date(String text, int no) {
    try {
      LocalDate date = LocalDate.parse(text.strip());
      if (date.getYear() >= DayIndex.FIRST_YEAR && date.getYear() <= DayIndex.LAST_YEAR) {
        return date;
      }
    } catch (DateTimeParseException e) {
      throw Failure.badInput("calendar", "csv-date", "line", no, "value", text).causedBy(e);
    }
    throw Failure.badInput("calendar", "csv-date", "line", no, "value", text);
  }

  private static DayKind kind(String text, int no) {
    return switch (text) {
      case "PUBLIC" -> DayKind.PUBLIC;
      case "IN_LIEU" -> DayKind.IN_LIEU;
      case "SWAP_OFF" -> DayKind.SWAP_OFF;
      case "MAKEUP" -> DayKind.MAKEUP;
      case "PROVISIONAL" -> DayKind.PROVISIONAL;
      default -> throw Failure.badInput("calendar", "csv-kind", "line", no, "value", text);
    };
  }

  /**
   * Every year from the first to the last has as many days off from Monday to Friday as the law
   * gives: ten until 2020, eleven since, with room for a holiday or two that the law may add. Swaps
   * do not change the number. Last years of which everything is provisional are not decreed yet and
   * wait for their days.
   */
  private static void requireCompleteYears(List<CalendarDay> days) {
    int first = days.get(0).date().getYear();
    int last =
        days.stream()
            .filter(day -> day.kind() != DayKind.PROVISIONAL)
            .mapToInt(day -> day.date().getYear())
            .max()
            .orElseThrow(() -> Failure.badInput("calendar", "csv-empty"));
    for (int year = first; year <= last; year++) {
      int y = year;
      long off =
          days.stream()
              .filter(day -> day.date().getYear() == y && !FixedHolidays.isWeekend(day.date()))
              .filter(day -> day.kind() == DayKind.PUBLIC || day.kind() == DayKind.IN_LIEU)
              .count();
      int least = year <= 2020 ? 10 : 11;
      int most = year <= 2020 ? 10 : 13;
      if (off < least || off > most) {
        throw Failure.badInput(
            "calendar",
            "csv-year",
            "year",
            String.valueOf(year),
            "days",
            off,
            "least",
            least,
            "most",
            most);
      }
    }
  }
}
