package onestop.web.page;

import java.time.Clock;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import onestop.sla.DueDate;
import onestop.sla.DueDate.Reason;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Lays the account of a due date out as a calendar of weeks, Monday first. */
@Component
final class AccountView {
  /** The kinds of days in the legend, in its order. */
  static final List<String> KINDS = List.of("counted", "off", "holiday", "paused", "late");

  private static final int MOST_LATE_DAYS = 28;

  private final Names names;
  private final Clock clock;
  private final ZoneId zone;

  AccountView(Names names, Clock clock, ZoneId zone) {
    this.names = names;
    this.clock = clock;
    this.zone = zone;
  }

  /**
   * One day of the calendar.
   *
   * @param count the day's number within the limit, empty if it does not count
   */
  record Cell(boolean blank, String tone, String date, String label, String count, String why) {
    static final Cell BLANK = new Cell(true, "blank", "", "", "", "");
  }

  /** The days from receipt to the due day, and those it is or was late. */
  List<Cell> cells(DueDate due, @Nullable Instant closedAt) {
    List<Cell> cells = new ArrayList<>();
    LocalDate last = due.dueAt().atZone(zone).toLocalDate();
    for (DueDate.Day day : due.account()) {
      if (cells.isEmpty()) {
        for (int i = DayOfWeek.MONDAY.getValue(); i < day.date().getDayOfWeek().getValue(); i++) {
          cells.add(Cell.BLANK);
        }
      }
      cells.add(cell(day, day.date().equals(last)));
    }
    LocalDate until = (closedAt == null ? clock.instant() : closedAt).atZone(zone).toLocalDate();
    LocalDate end = last.plusDays(MOST_LATE_DAYS);
    for (LocalDate day = last.plusDays(1);
        !day.isAfter(until) && !day.isAfter(end);
        day = day.plusDays(1)) {
      boolean more = day.equals(end) && end.isBefore(until);
      String why = names.text(more ? "account.late-more" : "account.late");
      cells.add(new Cell(false, "late", day.toString(), label(day), "", why));
    }
    return cells;
  }

  private Cell cell(DueDate.Day day, boolean dueDay) {
    String tone = tone(day.reason()) + (dueDay ? " due" : "");
    String why = dueDay ? names.text("account.due") + " · " + why(day) : why(day);
    String count = day.counted() == 0 ? "" : String.valueOf(day.counted());
    return new Cell(false, tone, day.date().toString(), label(day.date()), count, why);
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
