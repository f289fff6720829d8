package onestop.calendar;

import onestop.kernel.Failure;

/**
 * One version of one calendar; a due date is meaningful only together with it.
 *
 * @param calendar the calendar's name, for example {@code VN}
 * @param version from 1, incremented with each import
 */
public record CalendarVersion(String calendar, int version) {
  public CalendarVersion {
    if (calendar == null || !calendar.matches("[A-Za-z0-9_-]{1,60}") || version < 1) {
      throw Failure.badInput("calendar", "version", "value", calendar + "/" + version);
    }
  }

  @Override
  public String toString() {
    return calendar + "/" + version;
  }
}
