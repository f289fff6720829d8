package onestop.sla.clock;

import java.time.Instant;
import onestop.calendar.CalendarVersion;
import onestop.calendar.Limit;
import onestop.kernel.AgencyCode;
import onestop.kernel.DossierCode;

/**
 * The facts from which a clock starts; they never change.
 *
 * @param agency the agency whose office hours count
 */
public record ClockStart(
    DossierCode dossier,
    AgencyCode agency,
    Instant receivedAt,
    Term term,
    String rulePack,
    int rulePackVersion,
    CalendarVersion calendar) {

  /** The term: a limit of the law, or a due moment set by another register. */
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

    /** Parses the form that {@link #text} writes. */
    static Term parse(String text) {
      return text.startsWith("until ")
          ? new OfDeadline(Instant.parse(text.substring(6)))
          : new OfLimit(Limit.parse(text));
    }
  }
}
