package onestop.desk.calendars;

import java.time.Clock;
import java.util.Objects;
import onestop.calendar.CalendarVersion;
import onestop.calendar.Calendars;
import onestop.desk.Caller;
import onestop.forms.SoundText;
import onestop.kernel.Actor;
import onestop.kernel.Failure;
import onestop.sla.SlaClocks;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Changes a calendar: tries the new one first, then applies it together with every due date that it
 * moves.
 */
@Service
public final class CalendarChanges {
  private static final int LONGEST_SOURCE = 200;

  /** The least number of characters of a source: a document's number is more than its digits. */
  private static final int LEAST_SOURCE_SIGNS = 5;

  private final Calendars calendars;
  private final SlaClocks clocks;
  private final TransactionTemplate transaction;
  private final Clock clock;

  CalendarChanges(
      Calendars calendars, SlaClocks clocks, PlatformTransactionManager transactions, Clock clock) {
    this.calendars = calendars;
    this.clocks = clocks;
    this.transaction = new TransactionTemplate(transactions);
    this.clock = clock;
  }

  /**
   * A proposed calendar.
   *
   * @param csv the whole calendar, not only what changes
   * @param source the decree or notice it is based on
   */
  public record Proposal(String calendar, String csv, String source) {
    public Proposal {
      if (source == null || source.isBlank() || source.length() > LONGEST_SOURCE) {
        throw Failure.badInput("web", "calendar-source", "max", LONGEST_SOURCE);
      }
      if (csv == null || csv.isBlank()) {
        throw Failure.badInput("web", "calendar-csv");
      }
      csv = csv.startsWith("\ufeff") ? csv.substring(1) : csv;
      SoundText.require("source", source);
      if (source.codePoints().filter(Character::isLetterOrDigit).count() < LEAST_SOURCE_SIGNS
          || source.codePoints().noneMatch(Character::isDigit)) {
        throw Failure.badInput("web", "calendar-source-thin", "least", LEAST_SOURCE_SIGNS);
      }
      SoundText.require("csv", csv);
    }
  }

  /** The due dates that would move; saves nothing, not even the calendar. */
  public SlaClocks.Recalculation tryOut(Proposal proposal, Caller author) {
    return Objects.requireNonNull(
        transaction.execute(
            status -> {
              status.setRollbackOnly();
              return clocks.preview(imported(proposal, author.actor()));
            }));
  }

  /** Imports the calendar and moves the due dates of all open dossiers, or changes nothing. */
  public SlaClocks.Recalculation apply(Proposal proposal, Caller author) {
    return Objects.requireNonNull(
        transaction.execute(
            status ->
                clocks.recalculate(
                    imported(proposal, author.actor()), author.actor(), clock.instant())));
  }

  private CalendarVersion imported(Proposal proposal, Actor author) {
    // a calendar that no agency uses is a typing error
    calendars.current(proposal.calendar());
    return calendars.importCsv(
        proposal.calendar(), proposal.csv(), proposal.source().strip(), author.name());
  }
}
