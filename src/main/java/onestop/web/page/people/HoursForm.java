package onestop.web.page.people;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import onestop.desk.people.HoursChanges;
import onestop.kernel.Failure;
import onestop.web.page.Choices;
import org.jspecify.annotations.Nullable;

/** New office hours as typed. */
record HoursForm(
    @Nullable String hoursFrom, @Nullable String processing, @Nullable String reception) {

  HoursChanges.Proposal proposal() {
    LocalDate from = day("hoursFrom", hoursFrom);
    if (from == null) {
      throw Failure.badInput("web", "day-missing", "field", "hoursFrom");
    }
    return new HoursChanges.Proposal(
        from, processing == null ? "" : processing, reception == null ? "" : reception);
  }

  /** The day of a date input; null if there is none. */
  static @Nullable LocalDate day(String field, @Nullable String typed) {
    String text = Choices.orNull(typed);
    if (text == null) {
      return null;
    }
    try {
      return LocalDate.parse(text);
    } catch (DateTimeParseException unreadable) {
      throw Failure.badInput("web", "day-missing", "field", field).causedBy(unreadable);
    }
  }
}
