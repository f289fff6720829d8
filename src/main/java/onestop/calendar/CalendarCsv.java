package onestop.calendar;

import de.siegmar.fastcsv.reader.CommentStrategy;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import onestop.kernel.Failure;

/**
 * Parses a calendar: a header {@code date,kind,holiday}, then a row per special day. Lines that
 * begin with {@code #} are comments. Pure; for an invalid row the failure names its line and
 * nothing is imported.
 */
public final class CalendarCsv {
  private static final String HEADER = "date,kind,holiday";
  private static final int LONGEST_HOLIDAY = 60;

  /** The greatest distance of a swap, in days: it moves a working day between near weeks. */
  private static final int WIDEST_SWAP_DAYS = 31;

  /**
   * The greatest number of swaps in a year: more than any year had, and far fewer than a month of
   * closed offices.
   */
  private static final int MOST_SWAPS = 5;

  private CalendarCsv() {}

  /** The days of the text, in order of date. */
  public static List<CalendarDay> parse(String text) {
    Map<LocalDate, CalendarDay> days = new TreeMap<>();
    Map<LocalDate, Long> lines = new HashMap<>();
    boolean header = false;
    for (CsvRecord record : records(text)) {
      long no = record.getStartingLineNumber();
      // an unclosed quotation mark swallows the rest of the file: its first line identifies the row
      String row = String.join(",", record.getFields()).strip().lines().findFirst().orElse("");
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
      CalendarDay day = day(record.getFields(), row, no);
      Long before = lines.putIfAbsent(day.date(), no);
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
    requireSwaps(result);
    return result;
  }

  /**
   * The rows, of any length, so that a failure can name the line of an invalid one; without
   * comments.
   */
  private static List<CsvRecord> records(String text) {
    String plain = text.startsWith("\ufeff") ? text.substring(1) : text;
    try (CsvReader<CsvRecord> reader =
        CsvReader.builder()
            .commentStrategy(CommentStrategy.SKIP)
            .skipEmptyLines(true)
            .trimWhitespacesAroundQuotes(true)
            .allowExtraFields(true)
            .allowMissingFields(true)
            .ofCsvRecord(plain)) {
      return reader.stream().toList();
    } catch (CsvParseException e) {
      throw Failure.badInput("calendar", "csv-quotes").causedBy(e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static CalendarDay day(List<String> cells, String row, long no) {
    if (cells.size() != 3
        || cells.get(2).isBlank()
        || cells.get(2).strip().length() > LONGEST_HOLIDAY) {
      throw Failure.badInput("calendar", "csv-row", "line", no, "value", row);
    }
    LocalDate date = date(cells.get(0), no);
    DayKind kind = kind(cells.get(1).strip(), no);
    boolean weekend = FixedHolidays.isWeekend(date);
    if (kind == DayKind.MAKEUP && !weekend) {
      throw Failure.badInput("calendar", "csv-makeup", "line", no, "date", date);
    }
    if ((kind == DayKind.SWAP_OFF || kind == DayKind.IN_LIEU) && weekend) {
      throw Failure.badInput("calendar", "csv-weekday", "line", no, "date", date, "kind", kind);
    }
    return new CalendarDay(date, kind, cells.get(2).strip());
  }

  private static LocalDate date(String text, long no) {
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

  private static DayKind kind(String text, long no) {
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
   * Requires for every year from the first to the last the number of days off from Monday to Friday
   * that the law gives: ten until 2020, eleven since, with a margin for one or two holidays that
   * the law may add. Swaps do not change the number. Last years with only provisional days are not
   * decreed yet and are exempt.
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

  /**
   * Requires for each swapped day off a near make-up day of the same holiday, and the reverse: a
   * swap moves working time and removes none.
   */
  private static void requireSwaps(List<CalendarDay> days) {
    Map<String, List<LocalDate>> off = byHoliday(days, DayKind.SWAP_OFF);
    Map<String, List<LocalDate>> makeup = byHoliday(days, DayKind.MAKEUP);
    requirePartners(off, makeup, "csv-swap-alone");
    requirePartners(makeup, off, "csv-makeup-alone");
    Map<Integer, Integer> swaps = new TreeMap<>();
    off.values().forEach(all -> all.forEach(day -> swaps.merge(day.getYear(), 1, Integer::sum)));
    swaps.forEach(
        (year, count) -> {
          if (count > MOST_SWAPS) {
            throw Failure.badInput(
                "calendar",
                "csv-swaps",
                "year",
                String.valueOf(year),
                "days",
                count,
                "most",
                MOST_SWAPS);
          }
        });
  }

  private static Map<String, List<LocalDate>> byHoliday(List<CalendarDay> days, DayKind kind) {
    Map<String, List<LocalDate>> found = new TreeMap<>();
    days.stream()
        .filter(day -> day.kind() == kind)
        .forEach(
            day -> found.computeIfAbsent(day.holiday(), h -> new ArrayList<>()).add(day.date()));
    return found;
  }

  /** Pairs the two lists in order; both are in order of date. */
  private static void requirePartners(
      Map<String, List<LocalDate>> these, Map<String, List<LocalDate>> those, String slug) {
    these.forEach(
        (holiday, dates) -> {
          List<LocalDate> partners = those.getOrDefault(holiday, List.of());
          for (int i = 0; i < dates.size(); i++) {
            LocalDate date = dates.get(i);
            if (i >= partners.size()
                || Math.abs(ChronoUnit.DAYS.between(date, partners.get(i))) > WIDEST_SWAP_DAYS) {
              throw Failure.badInput(
                  "calendar", slug, "date", date, "holiday", holiday, "most", WIDEST_SWAP_DAYS);
            }
          }
        });
  }
}
