package onestop.web.page;

import org.springframework.stereotype.Component;

/** Working time in words. */
@Component
public final class Spans {
  private static final long HOUR = 60;

  /** A day counts as eight hours, as in the allotments of models. */
  private static final long DAY = 8 * HOUR;

  private final Names names;

  Spans(Names names) {
    this.names = names;
  }

  /** Working minutes in two units at most, rounded down; none below zero. */
  public String of(long minutes) {
    if (minutes >= DAY) {
      long hours = minutes % DAY / HOUR;
      String days = names.text("span.days", minutes / DAY);
      return hours == 0 ? days : days + " " + names.text("span.hours", hours);
    }
    if (minutes >= HOUR) {
      String hours = names.text("span.hours", minutes / HOUR);
      return minutes % HOUR == 0 ? hours : hours + " " + names.text("span.minutes", minutes % HOUR);
    }
    return names.text("span.minutes", Math.max(0, minutes));
  }
}
