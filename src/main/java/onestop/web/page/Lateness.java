package onestop.web.page;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import onestop.dossiers.DossierState;
import onestop.dossiers.DossierSummary;
import org.springframework.stereotype.Component;

/** Says in a few words, and with a colour that is never alone, how a dossier stands in time. */
@Component
final class Lateness {
  private final Clock clock;
  private final ZoneId zone;
  private final Names names;

  Lateness(Clock clock, ZoneId zone, Names names) {
    this.clock = clock;
    this.zone = zone;
    this.names = names;
  }

  /**
   * A few words and the tone they are said in: {@code good}, {@code warn}, {@code bad}, {@code
   * calm}.
   */
  record Said(String text, String tone) {}

  /** How it stands; on time or late is judged by the lawful due date. */
  Said of(DossierSummary row) {
    Instant now = clock.instant();
    if (row.closedAt() != null) {
      return row.late(now)
          ? new Said(names.text("late.closed-late"), "bad")
          : new Said(names.text("late.closed-in-time"), "good");
    }
    if (row.waiting()) {
      return new Said(names.text("late.waiting"), "calm");
    }
    LocalDate today = day(now);
    if (row.late(now)) {
      return new Said(
          names.text("late.overdue", ChronoUnit.DAYS.between(day(row.dueLawfulAt()), today)),
          "bad");
    }
    long days = ChronoUnit.DAYS.between(today, day(row.dueCurrentAt()));
    if (days == 0) {
      return new Said(names.text("late.today"), "warn");
    }
    return new Said(names.text("late.left", days), days == 1 ? "warn" : "calm");
  }

  /** The colour of a state. */
  static String tone(DossierState state) {
    return switch (state) {
      case SUBMITTED, RECEIVED, IN_PROGRESS -> "brand-chip";
      case WAITING_FOR_SUPPLEMENT, WAITING_FOR_PAYMENT -> "warn";
      case RESOLVED, RETURNED -> "good";
      case REFUSED, WITHDRAWN, STOPPED -> "calm";
    };
  }

  private LocalDate day(Instant instant) {
    return instant.atZone(zone).toLocalDate();
  }
}
