package onestop.web.page;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import onestop.dossiers.DossierState;
import org.jspecify.annotations.Nullable;
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

  /** How it stands against its due date; on time or late is judged by the original one. */
  Said of(Instant dueOriginalAt, Instant dueCurrentAt, @Nullable Instant closedAt) {
    if (closedAt != null) {
      return closedAt.isAfter(dueOriginalAt)
          ? new Said(names.text("late.closed-late"), "bad")
          : new Said(names.text("late.closed-in-time"), "good");
    }
    Instant now = clock.instant();
    LocalDate today = day(now);
    if (now.isAfter(dueOriginalAt)) {
      return new Said(
          names.text("late.overdue", ChronoUnit.DAYS.between(day(dueOriginalAt), today)), "bad");
    }
    long days = ChronoUnit.DAYS.between(today, day(dueCurrentAt));
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
