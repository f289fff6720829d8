package onestop.web.page;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import onestop.calendar.Calendars;
import onestop.calendar.WorkingCalendar;
import onestop.desk.work.ItemOutlooks;
import onestop.dossiers.life.DossierState;
import onestop.facts.DossierSummary;
import onestop.forecast.Chance;
import onestop.inbox.InboxItem;
import onestop.inbox.InboxQuery;
import onestop.kernel.AgencyCode;
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
  private final Formats formats;
  private final ItemOutlooks outlooks;
  private final Spans spans;

  StandingWords(
      Calendars calendars,
      Clock clock,
      Names names,
      Formats formats,
      ItemOutlooks outlooks,
      Spans spans) {
    this.outlooks = outlooks;
    this.spans = spans;
    this.calendars = calendars;
    this.clock = clock;
    this.names = names;
    this.formats = formats;
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

  /**
   * What a work item is about, and how urgent it is.
   *
   * @param text the standing in a few words
   * @param tone as in {@link Standing}
   * @param why the reason for its urgency in the words of the law; empty if it is not urgent
   * @param waiting what its dossier waits for; null while the clock runs
   * @param sign the tone of the sign beside the moments: also a dossier with time left warns if it
   *     will be late at the usual pace
   */
  public record Urgency(
      String text,
      String tone,
      String why,
      @Nullable String waiting,
      String sign,
      List<When> dates) {
    /** How urgent the item is, as the list's filter has it. */
    public InboxQuery.Urgency level() {
      return switch (tone) {
        case "bad" -> InboxQuery.Urgency.OVERDUE;
        case "warn" -> InboxQuery.Urgency.NEAR;
        default -> InboxQuery.Urgency.CALM;
      };
    }
  }

  /** A dossier with its clock, whichever row it comes from. */
  private record Legal(
      Instant lawfulAt,
      Instant currentAt,
      boolean excused,
      @Nullable Instant closedAt,
      boolean late,
      WorkingCalendar calendar) {
    boolean moved() {
      return !currentAt.equals(lawfulAt);
    }
  }

  /** The standing of a dossier; timeliness is judged by the lawful due date. */
  public Standing of(DossierSummary row) {
    DossierSummary.Office office = row.office();
    return of(
        new Legal(
            row.dueLawfulAt(),
            row.dueCurrentAt(),
            row.waiting(),
            row.closedAt(),
            row.late(clock.instant()),
            calendars.version(office.calendar(), office.agency(), office.hoursRevision())));
  }

  private Standing of(Legal row) {
    TimeLeft lawful = left(row, row.lawfulAt());
    String text = text(row, lawful);
    List<When> dates = new ArrayList<>();
    dates.add(new When(row.moved() ? names.text("due.lawful") : null, row.lawfulAt(), text));
    if (row.moved()) {
      boolean counts = row.closedAt() == null && !row.excused();
      String words = counts ? words(left(row, row.currentAt()), "overdue") : null;
      dates.add(new When(names.text("due.again"), row.currentAt(), words));
    }
    return new Standing(text, tone(row, lawful), dates);
  }

  /** The urgency of a work item: its own limit first, then its dossier. */
  public Urgency of(InboxItem item) {
    InboxItem.Times times = item.times();
    Legal row =
        new Legal(
            times.dueLawfulAt(),
            item.dueAt(),
            times.excused(),
            times.closedAt(),
            times.late(clock.instant()),
            calendars.version(
                calendars.newest(times.calendar()),
                item.about().agencies().resolving(),
                times.hoursRevision()));
    Standing dossier = of(row);
    String waiting =
        times.waitingFor() == null ? null : names.text("waiting." + times.waitingFor().name());
    boolean letter = item.limit() == InboxItem.Limit.LETTER;
    if (row.excused() || item.limit() == InboxItem.Limit.DOSSIER) {
      String tone = row.closedAt() != null ? "calm" : dossier.tone();
      String why = why(item, row, tone, waiting);
      return new Urgency(
          dossier.text(), tone, why, waiting, sign(row, tone, why, waiting), dossier.dates());
    }
    TimeLeft own = left(row, item.ownDueAt());
    String text = words(own, letter ? "overdue" : "beyond");
    List<When> dates = new ArrayList<>();
    String label = names.text(letter ? "due.letter" : "due.step");
    dates.add(new When(label, item.ownDueAt(), text));
    dossier.dates().stream()
        .map(w -> w.label() == null ? new When(names.text("due.dossier"), w.at(), w.words()) : w)
        .forEach(dates::add);
    String tone =
        row.closedAt() != null && !letter
            ? own.past() ? "warn" : "calm"
            : tone(own, letter, dossier);
    String why = why(item, row, tone, waiting);
    return new Urgency(
        letter ? label + ": " + text : dossier.text(),
        tone,
        why,
        waiting,
        sign(row, tone, why, waiting),
        dates);
  }

  /** An open item with time left has a reason to be named only if it will be late nevertheless. */
  private static String sign(Legal row, String tone, String why, @Nullable String waiting) {
    if (waiting != null && !tone.equals("bad")) {
      return "paused";
    }
    return tone.equals("calm") && row.closedAt() == null && !why.isEmpty() ? "warn" : tone;
  }

  /** Why an item is urgent; a calm one has no reason, unless its dossier waits. */
  private String why(InboxItem item, Legal row, String tone, @Nullable String waiting) {
    Instant now = clock.instant();
    if (row.excused() && waiting != null) {
      return names.text("why.waiting");
    }
    if (item.limit() == InboxItem.Limit.LETTER) {
      boolean passed = now.isAfter(item.ownDueAt());
      return tone.equals("calm") ? "" : names.text(passed ? "why.letter-late" : "why.letter");
    }
    if (row.closedAt() != null) {
      return names.text("why.closed");
    }
    if (row.late()) {
      return names.text(row.moved() ? "why.late-again" : "why.late");
    }
    Chance chance = outlooks.of(item, now).chance();
    String expected =
        chance.work() == 0
            ? ""
            : names.text(
                chance.isSaved() ? "why.expected" : "why.expected-lost", spans.of(chance.work()));
    if (!tone.equals("warn")) {
      return chance.isSaved() ? "" : expected;
    }
    return item.limit() == InboxItem.Limit.STEP && now.isAfter(item.ownDueAt())
        ? names.text("why.step")
        : (names.text("why.near", formats.moment(item.times().letterBy())) + " " + expected)
            .strip();
  }

  private static String tone(TimeLeft own, boolean letter, Standing dossier) {
    if (dossier.tone().equals("bad") || letter && own.past()) {
      return "bad";
    }
    return own.past() || letter && own.isNear() ? "warn" : dossier.tone();
  }

  private static String tone(Legal row, TimeLeft lawful) {
    if (row.closedAt() != null) {
      return row.late() ? "bad" : "good";
    }
    if (row.excused()) {
      return "calm";
    }
    return lawful.past() ? "bad" : lawful.isNear() ? "warn" : "calm";
  }

  private String text(Legal row, TimeLeft lawful) {
    if (row.closedAt() != null) {
      return names.text(row.late() ? "late.closed-late" : "late.closed-in-time");
    }
    return row.excused() ? names.text("late.waiting") : words(lawful, "overdue");
  }

  private TimeLeft left(Legal row, Instant moment) {
    return TimeLeft.of(row.calendar(), clock.instant(), moment);
  }

  /** The working time of that agency until a moment, or since it. */
  public Standing until(Instant moment, AgencyCode agency) {
    TimeLeft left =
        TimeLeft.of(calendars.today(Calendars.VIETNAM, agency), clock.instant(), moment);
    String tone = left.past() ? "bad" : left.isNear() ? "warn" : "calm";
    return new Standing(words(left, "overdue"), tone, List.of());
  }

  private String words(TimeLeft left, String passed) {
    return names.text("time." + left.key(passed), left.amount());
  }

  /** The colour of a state. */
  public static String tone(DossierState state) {
    return switch (state) {
      case SUBMITTED, RECEIVED, IN_PROGRESS -> "brand-chip";
      case WAITING_FOR_SUPPLEMENT, WAITING_FOR_PAYMENT, WAITING_FOR_POSTING -> "warn";
      case RESOLVED, RETURNED -> "good";
      case REFUSED, WITHDRAWN, STOPPED -> "calm";
    };
  }
}
