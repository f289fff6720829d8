package onestop.web.page;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import onestop.calendar.Calendars;
import onestop.calendar.WorkingCalendar;
import onestop.dossiers.life.DossierState;
import onestop.facts.DossierSummary;
import onestop.inbox.InboxItem;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Describes the standing of a dossier or a work item in a few words, and with a colour that is
 * never the only sign. The words are beside the moment that they describe, and count working time.
 */
@Component
public final class StandingWords {
  private final Calendars calendars;
  private final Clock clock;
  private final Names names;

  StandingWords(Calendars calendars, Clock clock, Names names) {
    this.calendars = calendars;
    this.clock = clock;
    this.names = names;
  }

  /**
   * A moment and the working time until or since it.
   *
   * @param label the kind of the moment; null where there is only one
   * @param words the distance in words; null where none is shown
   */
  public record When(@Nullable String label, Instant at, @Nullable String words) {}

  /**
   * A few words, their tone ({@code good}, {@code warn}, {@code bad}, {@code calm}), and the
   * moments on which they are based.
   */
  public record Standing(String text, String tone, List<When> dates) {}

  /** The standing of a dossier; timeliness is judged by the lawful due date. */
  public Standing of(DossierSummary row) {
    TimeLeft lawful = left(row, row.dueLawfulAt());
    String text = text(row, lawful);
    boolean moved = !row.dueCurrentAt().equals(row.dueLawfulAt());
    List<When> dates = new ArrayList<>();
    dates.add(new When(moved ? names.text("due.lawful") : null, row.dueLawfulAt(), text));
    if (moved) {
      boolean counts = row.closedAt() == null && !row.waiting();
      String words = counts ? words(left(row, row.dueCurrentAt()), "overdue") : null;
      dates.add(new When(names.text("due.again"), row.dueCurrentAt(), words));
    }
    return new Standing(text, tone(row, lawful), dates);
  }

  /** The standing of a work item: its own limit first, then its dossier. */
  public Standing of(InboxItem item, DossierSummary row) {
    Standing dossier = of(row);
    if (row.waiting() || item.limit() == InboxItem.Limit.DOSSIER) {
      return dossier;
    }
    boolean letter = item.limit() == InboxItem.Limit.LETTER;
    TimeLeft own = left(row, item.ownDueAt());
    String text = words(own, letter ? "overdue" : "beyond");
    List<When> dates = new ArrayList<>();
    String label = names.text(letter ? "due.letter" : "due.step");
    dates.add(new When(label, item.ownDueAt(), text));
    dossier.dates().stream()
        .map(w -> w.label() == null ? new When(names.text("due.dossier"), w.at(), w.words()) : w)
        .forEach(dates::add);
    return new Standing(
        letter ? label + ": " + text : dossier.text(), tone(own, letter, dossier), dates);
  }

  private static String tone(TimeLeft own, boolean letter, Standing dossier) {
    if (dossier.tone().equals("bad") || letter && own.past()) {
      return "bad";
    }
    return own.past() || letter && own.isNear() ? "warn" : dossier.tone();
  }

  private static String tone(DossierSummary row, TimeLeft lawful) {
    if (row.closedAt() != null) {
      return row.late(row.closedAt()) ? "bad" : "good";
    }
    if (row.waiting()) {
      return "calm";
    }
    return lawful.past() ? "bad" : lawful.isNear() ? "warn" : "calm";
  }

  private String text(DossierSummary row, TimeLeft lawful) {
    Instant closedAt = row.closedAt();
    if (closedAt != null) {
      boolean late = row.late(closedAt);
      return names.text(late ? "late.closed-late" : "late.closed-in-time");
    }
    return row.waiting() ? names.text("late.waiting") : words(lawful, "overdue");
  }

  private TimeLeft left(DossierSummary row, Instant moment) {
    DossierSummary.Office office = row.office();
    WorkingCalendar calendar =
        calendars.version(office.calendar(), office.agency(), office.hoursRevision());
    return TimeLeft.of(calendar, clock.instant(), moment);
  }

  private String words(TimeLeft left, String passed) {
    return names.text("time." + left.key(passed), left.amount());
  }

  /** The colour of a state. */
  public static String tone(DossierState state) {
    return switch (state) {
      case SUBMITTED, RECEIVED, IN_PROGRESS -> "brand-chip";
      case WAITING_FOR_SUPPLEMENT, WAITING_FOR_PAYMENT -> "warn";
      case RESOLVED, RETURNED -> "good";
      case REFUSED, WITHDRAWN, STOPPED -> "calm";
    };
  }
}
