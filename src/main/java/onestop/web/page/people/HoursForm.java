package onestop.web.page.people;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import onestop.desk.people.HoursChanges;
import onestop.kernel.Failure;
import onestop.web.page.Choices;
import org.jspecify.annotations.Nullable;

/**
 * New office hours as typed; the desk of each day of the weekend has its own input, so that nobody
 * types the name of a day.
 */
record HoursForm(
    @Nullable String hoursFrom,
    @Nullable String processing,
    @Nullable String saturday,
    @Nullable String sunday) {

  HoursChanges.Proposal proposal() {
    LocalDate from = day("hoursFrom", hoursFrom);
    if (from == null) {
      throw Failure.badInput("web", "day-missing", "field", "hoursFrom");
    }
    Map<DayOfWeek, String> desks = new TreeMap<>();
    put(desks, DayOfWeek.SATURDAY, saturday);
    put(desks, DayOfWeek.SUNDAY, sunday);
    return new HoursChanges.Proposal(
        from,
        processing == null ? "" : processing,
        desks.entrySet().stream()
            .map(desk -> desk.getKey() + " " + desk.getValue())
            .collect(Collectors.joining(";")));
  }

  /** The input in which a stretch of hours that was refused stands; processing if in none. */
  String inputOf(String stretch) {
    if (stretch.isEmpty() || isIn(processing, stretch)) {
      return "processing";
    }
    return isIn(saturday, stretch) ? "saturday" : isIn(sunday, stretch) ? "sunday" : "processing";
  }

  private static boolean isIn(@Nullable String typed, String stretch) {
    return typed != null && oneDesk(typed).contains(stretch);
  }

  /** The text without the separator of desks: it is no part of one desk's hours. */
  private static String oneDesk(String typed) {
    return typed.replace(';', ',');
  }

  private static void put(Map<DayOfWeek, String> desks, DayOfWeek day, @Nullable String typed) {
    String hours = Choices.orNull(typed);
    if (hours != null) {
      desks.put(day, oneDesk(hours));
    }
  }

  /** The day of a date input; null if there is none. */
  static @Nullable LocalDate day(String field, @Nullable String typed) {
    try {
      return Choices.day(typed);
    } catch (Failure unreadable) {
      throw Failure.badInput("web", "day-missing", "field", field).causedBy(unreadable);
    }
  }
}
