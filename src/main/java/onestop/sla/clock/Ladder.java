package onestop.sla.clock;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import onestop.calendar.WorkingCalendar;
import onestop.kernel.Failure;
import onestop.procedures.LadderStep;
import onestop.sla.clock.ClockTerms.History;
import org.jspecify.annotations.Nullable;

/**
 * Schedules the marks of a clock: the pack's ladder applied to receipt and due moment. Pure.
 *
 * <p>Working time counts while the clock runs: a pause moves the later steps, including those after
 * the due moment. A short limit collapses the ladder in order: a warning after the drafting of the
 * letter or before receipt is dropped; a drafting or signing before receipt moves to the middle of
 * the remaining time.
 */
public final class Ladder {
  private static final Duration FIRST_LATE = Duration.ofMillis(1);
  private static final Pattern FORM =
      Pattern.compile("(\\d{1,2})%|(apologyBy|due)(@open)?(?:([+-])(\\d{1,3})(wd|wh))?");

  private final ClockTerms terms;

  public Ladder(ClockTerms terms) {
    this.terms = terms;
  }

  /** The due moment of an appointment and the last moment for its letter. */
  public record Span(Instant due, Instant apologyBy, int appointmentNo) {}

  /** The marks in the order of time; marks of the same moment in the order of the ladder. */
  public List<ScheduledMark> marks(History history, Span span) {
    Laid laid =
        new Laid(terms.calendar(), history.receivedAt(), span, new Reckoning(terms, history));
    Map<Mark, Instant> at = new EnumMap<>(Mark.class);
    for (LadderStep step : terms.ladder()) {
      Mark mark = mark(step);
      if (span.appointmentNo() == 1 || mark.isAfterDue()) {
        at.put(mark, laid.when(mark, step.at()).truncatedTo(ChronoUnit.MILLIS));
      }
    }
    laid.collapse(at);
    List<ScheduledMark> marks = new ArrayList<>();
    at.forEach((mark, moment) -> marks.add(new ScheduledMark(mark, moment)));
    marks.sort(Comparator.comparing(ScheduledMark::at).thenComparing(ScheduledMark::mark));
    return marks;
  }

  private static Mark mark(LadderStep step) {
    for (Mark mark : Mark.values()) {
      if (mark.name().equals(step.mark())) {
        return mark;
      }
    }
    throw Failure.badInput("sla", "ladder-mark", "value", step.mark());
  }

  /** The ladder applied to one clock. */
  private record Laid(WorkingCalendar calendar, Instant received, Span span, Reckoning reckoning) {

    Instant when(Mark mark, String text) {
      if (mark == Mark.OVERDUE) {
        return span.due().plus(FIRST_LATE);
      }
      if (mark == Mark.APOLOGY_LIMIT) {
        // a letter is in time up to its limit, inclusive; one millisecond later it is not
        return span.apologyBy();
      }
      Matcher form = FORM.matcher(text);
      if (!form.matches()) {
        throw Failure.badInput("sla", "ladder-step", "value", text, "mark", mark.name());
      }
      if (form.group(1) != null) {
        Duration all = reckoning.running().between(received, span.due());
        return reckoning
            .running()
            .plus(received, all.multipliedBy(Integer.parseInt(form.group(1))).dividedBy(100));
      }
      Instant base = form.group(2).equals("due") ? span.due() : span.apologyBy();
      if (form.group(3) != null) {
        base = calendar.openOf(calendar.dateOf(base));
      }
      return moved(base, form.group(4), form.group(5), form.group(6));
    }

    private Instant moved(
        Instant base, @Nullable String sign, @Nullable String count, @Nullable String unit) {
      if (sign == null || count == null) {
        return base;
      }
      int n = Integer.parseInt(count);
      boolean forward = sign.equals("+");
      if ("wh".equals(unit)) {
        Duration hours = Duration.ofHours(n);
        return forward ? reckoning.running().plus(base, hours) : before(base, hours);
      }
      LocalDate day = calendar.dateOf(base);
      LocalDate first = calendar.dateOf(received);
      int room = calendar.workingDaysBetween(first, day);
      if (!forward && (room < n || room == n && !calendar.isWorkingDay(first))) {
        return received;
      }
      LocalDate target =
          forward ? reckoning.plusWorkingDays(day, n) : calendar.minusWorkingDays(day, n);
      return calendar.at(target, calendar.timeOf(base));
    }

    /** The moment {@code time} of working time before {@code base}, but never before receipt. */
    private Instant before(Instant base, Duration time) {
      boolean room = calendar.workingBetween(received, base).compareTo(time) >= 0;
      return room ? calendar.minusWorking(base, time) : received;
    }

    void collapse(Map<Mark, Instant> at) {
      Instant earliest = calendar.nextOpening(received);
      Instant limit = at.getOrDefault(Mark.APOLOGY_LIMIT, span.due());
      Instant draft = intoWindow(at, Mark.DRAFT_APOLOGY, earliest, limit);
      intoWindow(at, Mark.SIGN_APOLOGY, draft == null ? earliest : draft, limit);
      Instant lastWarning = draft == null ? limit : draft;
      at.entrySet()
          .removeIf(
              entry ->
                  entry.getKey().isWarning()
                      && (!entry.getValue().isAfter(earliest)
                          || !entry.getValue().isBefore(lastWarning)));
    }

    /**
     * Moves a mark that lies outside the window between two moments to the middle of the window's
     * working time.
     */
    private @Nullable Instant intoWindow(
        Map<Mark, Instant> at, Mark mark, Instant earliest, Instant limit) {
      Instant moment = at.get(mark);
      if (moment == null || (moment.isAfter(earliest) && moment.isBefore(limit))) {
        return moment;
      }
      Duration rest = reckoning.running().between(earliest, limit);
      Instant middle =
          reckoning.running().plus(earliest, rest.dividedBy(2)).truncatedTo(ChronoUnit.MILLIS);
      Instant moved = middle.isAfter(limit) ? limit : middle;
      at.put(mark, moved);
      return moved;
    }
  }
}
