package onestop.calendar;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import onestop.kernel.Failure;

/**
 * The time limit of an agency, in the terms of the law.
 *
 * <p>Written {@code 3wd} (working days), {@code 15d} (calendar days), {@code 8wh} (working hours)
 * or {@code same-day}.
 */
public sealed interface Limit {

  /** The limit in its written form, as {@link #parse} reads it. */
  String text();

  /** Working days, the day of receipt excluded; ends at close of office. */
  record WorkingDays(int count) implements Limit {
    public WorkingDays {
      check(count);
    }

    @Override
    public String text() {
      return count + "wd";
    }
  }

  /** Calendar days; an end on a day off moves to the next working day. */
  record CalendarDays(int count) implements Limit {
    public CalendarDays {
      check(count);
    }

    @Override
    public String text() {
      return count + "d";
    }
  }

  /** Working hours from the minute of receipt. */
  record WorkingHours(int count) implements Limit {
    public WorkingHours {
      check(count);
    }

    @Override
    public String text() {
      return count + "wh";
    }
  }

  /** The same day, or the next working day when received after the cut-off. */
  record SameDay() implements Limit {
    @Override
    public String text() {
      return "same-day";
    }
  }

  /**
   * Parses a written limit.
   *
   * @throws onestop.kernel.Failure {@code calendar/limit}, which names the allowed forms
   */
  static Limit parse(String text) {
    Matcher matcher = Written.FORM.matcher(text.strip());
    if (!matcher.matches()) {
      throw Failure.badInput("calendar", "limit", "value", text);
    }
    if (matcher.group(1) == null) {
      return new SameDay();
    }
    int count = Integer.parseInt(matcher.group(1));
    if (count == 0) {
      throw Failure.badInput("calendar", "limit", "value", text);
    }
    return switch (matcher.group(2)) {
      case "wd" -> new WorkingDays(count);
      case "d" -> new CalendarDays(count);
      default -> new WorkingHours(count);
    };
  }

  private static void check(int count) {
    if (count < 1 || count > 9_999) {
      throw Failure.badInput("calendar", "limit", "value", count);
    }
  }

  /** The written form as a pattern. */
  final class Written {
    private static final Pattern FORM = Pattern.compile("same-day|(\\d{1,4})(wd|d|wh)");

    private Written() {}
  }
}
