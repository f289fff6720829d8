package onestop.web.page.dossier;

import java.time.Clock;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import onestop.sla.clock.DueDate;
import onestop.sla.clock.DueDate.Reason;
import onestop.web.page.Names;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Lays the account of a due date out as a calendar of weeks, Monday first. */
@Component
public final class AccountView {
  /** The kinds of days in the legend, in its order. */
  public static final List<String> KINDS = List.of("counted", "off", "holiday", "paused", "late");

  private static final int MOST_LATE_DAYS = 28;
  private static final int FIRST_WEEKS = 6;
  private static final int LAST_WEEKS = 10;

  private final Names names;
  private final Clock clock;
  private final ZoneId zone;

  AccountView(Names names, Clock clock, ZoneId zone) {
    this.names = names;
    this.clock = clock;
    this.zone = zone;
  }

  /**
   * One day of the calendar, or a range of weeks left out.
   *
   * @param count the day's number within the limit, empty if it does not count
   */
  record Cell(String tone, String date, String label, String count, String why) {
    static final Cell BLANK = new Cell("blank", "", "", "", "");

    /** Whether it represents no single day. */
    public boolean isBlank() {
      return tone.equals("blank");
    }

    /** Whether it represents whole weeks that are not shown. */
    public boolean isGap() {
      return tone.equals("gap");
    }
  }

  /**
   * The due moments that a calendar shows beside the current one, and the end of the work, if any.
   *
   * @param lawful the date by which lateness is judged: an appointment given by a letter does not
   *     move it
   */
  public record Dates(Instant original, Instant lawful, @Nullable Instant closedAt) {}

  /**
   * The days from receipt to the due day, and the days on which it is or was late: all days after
   * the lawful due day, even before a new appointment. Weeks in the middle of a long limit are left
   * out, but never those of the due dates.
   */
  public List<Cell> cells(DueDate due, Dates dates) {
    List<Cell> cells = new ArrayList<>();
    Days days =
        new Days(day(dates.original()), day(dates.lawful()), day(due.dueAt()), until(dates));
    for (DueDate.Day day : due.account()) {
      if (cells.isEmpty()) {
        for (int i = DayOfWeek.MONDAY.getValue(); i < day.date().getDayOfWeek().getValue(); i++) {
          cells.add(Cell.BLANK);
        }
      }
      cells.add(cell(day, days));
    }
    addLateDays(cells, days);
    return shortened(cells);
  }

  /** The marked days of a calendar; {@code until} is the day of the end, or today. */
  private record Days(LocalDate original, LocalDate lawful, LocalDate last, LocalDate until) {
    /** Whether the work was late on that day. */
    boolean isLate(LocalDate day) {
      return day.isAfter(lawful) && !day.isAfter(until);
    }

    /** The key of the due date that falls on that day; empty if none does. */
    String key(LocalDate day) {
      if (day.equals(lawful)) {
        return lawful.equals(original)
            ? lawful.equals(last) ? "account.due" : "account.due-original"
            : "account.due-current";
      }
      return day.equals(last) ? "due.again" : day.equals(original) ? "account.due-original" : "";
    }
  }

  private LocalDate day(Instant at) {
    return LocalDate.ofInstant(at, zone);
  }

  private LocalDate until(Dates dates) {
    Instant closedAt = dates.closedAt();
    return day(closedAt == null ? clock.instant() : closedAt);
  }

  private void addLateDays(List<Cell> cells, Days days) {
    LocalDate end = days.last().plusDays(MOST_LATE_DAYS);
    for (LocalDate day = days.last().plusDays(1);
        days.isLate(day) && !day.isAfter(end);
        day = day.plusDays(1)) {
      boolean more = day.equals(end) && end.isBefore(days.until());
      String why = names.text(more ? "account.late-more" : "account.late");
      cells.add(new Cell("late", day.toString(), label(day), "", why));
    }
  }

  private List<Cell> shortened(List<Cell> cells) {
    int weeks = (cells.size() + 6) / 7;
    if (weeks <= FIRST_WEEKS + LAST_WEEKS + 1) {
      return cells;
    }
    List<Cell> shown = new ArrayList<>();
    int left = 0;
    for (int week = 0; week < weeks; week++) {
      List<Cell> days = cells.subList(week * 7, Math.min(cells.size(), week * 7 + 7));
      boolean kept =
          week < FIRST_WEEKS
              || week >= weeks - LAST_WEEKS
              || days.stream().anyMatch(day -> day.tone().endsWith(" due"));
      if (kept && left > 0) {
        shown.add(new Cell("gap", "", "", "", names.text("account.gap", left)));
        left = 0;
      }
      if (kept) {
        shown.addAll(days);
      } else {
        left++;
      }
    }
    return shown;
  }

  private Cell cell(DueDate.Day day, Days days) {
    LocalDate date = day.date();
    String key = days.key(date);
    String due = key.isEmpty() ? "" : names.text(key);
    boolean late = days.isLate(date) && day.reason() != Reason.PAUSED;
    // days after the limit do not count, whatever appointment was given
    boolean within = !date.isAfter(days.lawful());
    String why =
        late ? names.text("account.late") : within ? why(day) : names.text("account.after");
    String tone =
        (late ? "late" : within ? tone(day.reason()) : "") + (due.isEmpty() ? "" : " due");
    String count = within && day.counted() > 0 ? String.valueOf(day.counted()) : "";
    return new Cell(
        tone, date.toString(), label(date), count, due.isEmpty() ? why : due + " · " + why);
  }

  private String why(DueDate.Day day) {
    if (day.reason() == Reason.HOLIDAY && day.holiday() != null) {
      String name = names.textOr("holiday." + day.holiday(), day.holiday());
      return day.decreed() ? name : names.text("account.not-decreed", name);
    }
    return names.text("account.reason." + day.reason().name());
  }

  private static String tone(Reason reason) {
    return switch (reason) {
      case COUNTED, MAKEUP -> "counted";
      case HOLIDAY -> "holiday";
      case PAUSED, EXCLUDED -> "paused";
      case WEEKEND -> "off";
      case AFTER_HOURS, RECEIPT, MOVED -> "";
    };
  }

  private static String label(LocalDate date) {
    return "%02d/%02d".formatted(date.getDayOfMonth(), date.getMonthValue());
  }
}
