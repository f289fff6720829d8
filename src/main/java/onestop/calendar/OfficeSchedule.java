package onestop.calendar;

import java.time.LocalDate;
import java.util.List;

/**
 * An agency's office hours through time. Immutable; a change of hours is a new schedule with the
 * next revision.
 *
 * @param revision from 0, the standard hours; incremented with each change
 * @param periods in order of their first day; the first period applies to all days before it too
 */
public record OfficeSchedule(int revision, List<Period> periods) {
  /** The standard hours, always. */
  public static final OfficeSchedule STANDARD = always(OfficeHours.STANDARD);

  public OfficeSchedule {
    periods = List.copyOf(periods);
    if (periods.isEmpty()) {
      throw new IllegalArgumentException("a schedule has hours");
    }
  }

  /** The hours that apply from {@code validFrom} on, inclusive. */
  public record Period(LocalDate validFrom, OfficeHours hours) {}

  /** The same hours on every day. */
  public static OfficeSchedule always(OfficeHours hours) {
    return new OfficeSchedule(0, List.of(new Period(LocalDate.MIN, hours)));
  }

  /** The hours that apply on the date. */
  public OfficeHours on(LocalDate date) {
    for (int i = periods.size() - 1; i > 0; i--) {
      if (!date.isBefore(periods.get(i).validFrom())) {
        return periods.get(i).hours();
      }
    }
    return periods.get(0).hours();
  }

  /** Whether every day has the same hours. */
  boolean isConstant() {
    return periods.size() == 1;
  }
}
