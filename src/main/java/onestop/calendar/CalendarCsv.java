package onestop.calendar;

import java.time.DayOfWeek;
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

  private CalendarCsv() {}

  /** The days of the text, in order of date. */
  public static List<CalendarDay> parse(String text) {
    Map<LocalDate, CalendarDay> days = new TreeMap<>();
    Map<LocalDate, Integer> lines = new HashMap<>();
    boolean header = false;
    int no = 0;
    for (String line : text.lines().toList()) {
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
    if (cells.length != 3 || cells[2].isBlank()) {
      throw Failure.badInput("calendar", "csv-row", "line", no, "value", row);
    }
    LocalDate date;
    try {
      date = LocalDate.parse(cells[0].strip());
    } catch (DateTimeParseException e) {
      throw Failure.badInput("calendar", "csv-date", "line", no, "value", cells[0]).causedBy(e);
    }
    DayKind kind = kind(cells[1].strip(), no);
    boolean weekend =
        date.getDayOfWeek() == DayOfWeek.SATURDAY || date.getDayOfWeek() == DayOfWeek.SUNDAY;
    if (kind == DayKind.MAKEUP && !weekend) {
      throw Failure.badInput("calendar", "csv-makeup", "line", no, "date", date);
    }
    if ((kind == DayKind.SWAP_OFF || kind == DayKind.IN_LIEU) && weekend) {
      throw Failure.badInput("calendar", "csv-weekday", "line", no, "date", date, "kind", kind);
    }
    return new CalendarDay(date, kind, cells[2].strip());
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

  /** Every year from the first to the last has its New Year, its Tết and its National Day. */
  private static void requireCompleteYears(List<CalendarDay> days) {
    int first = days.get(0).date().getYear();
    int last = days.get(days.size() - 1).date().getYear();
    for (int year = first; year <= last; year++) {
      int y = year;
      long off =
          days.stream()
              .filter(day -> day.date().getYear() == y)
              .filter(day -> !day.kind().isWorking() && day.kind() != DayKind.SWAP_OFF)
              .count();
      // Ten weekdays off a year until 2020, eleven since: one less for a year whose New Year's swap
      // lies in the year before, never fewer than nine.
      if (off < 9 || off > 14) {
        throw Failure.badInput("calendar", "csv-year", "year", String.valueOf(year), "days", off);
      }
    }
  }
}
