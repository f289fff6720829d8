package onestop.sla.clock;

import java.time.Instant;
import onestop.calendar.CalendarVersion;
import onestop.calendar.Limit;
import onestop.kernel.AgencyCode;
import onestop.kernel.DossierCode;

/**
 * The facts a clock starts from; they never change.
 *
 * @param agency whose office hours count
 */
public record ClockStart(
    DossierCode dossier,
    AgencyCode agency,
    Instant receivedAt,
    Term term,
    String rulePack,
    int rulePackVersion,
    CalendarVersion calendar) {

  /** How long: by law, or until a moment that another register has set. */
  public sealed interface Term {
    /** The term in its written form. */
    String text();

    /** A limit of the law, counted by the calendar. */
    record OfLimit(Limit limit) implements Term {
      @Override
      public String text() {
        return limit.text();
      }
    }

    /** A due moment given from outside. */
    record OfDeadline(Instant dueAt) implements Term {
      @Override
      public String text() {
        return "until " + dueAt;
      }
    }

    /** Reads what {@link #text} wrote. */
    static Term parse(String text) {
      return text.startsWith("until ")
          ? new OfDeadline(Instant.parse(text.substring(6)))
          : new OfLimit(Limit.parse(text));
    }
  }
}
