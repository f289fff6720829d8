package onestop.sla;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
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
import org.jspecify.annotations.Nullable;

/**
 * When the marks of a clock lie: the pack's ladder laid against receipt and due moment. Pure.
 *
 * <p>Short limits collapse the ladder in order: a warning that would come after the drafting of the
 * letter, or before receipt, is dropped; a drafting or signing that would come before receipt moves
 * into the middle of the time that remains.
 */
public final class Ladder {
  private static final Duration FIRST_LATE = Duration.ofMillis(1);
  private static final Pattern FORM =
      Pattern.compile("(\\d{1,2})%|(apologyBy|due)(@open)?(?:([+-])(\\d{1,3})(wd|wh))?");

  private final WorkingCalendar calendar;
  private final List<LadderStep> steps;

  public Ladder(ClockTerms terms) {
    this.calendar = terms.calendar();
    this.steps = terms.ladder();
  }

  /** A clock's three moments that the ladder is laid against. */
  public record Span(Instant receivedAt, Instant due, Instant apologyBy, int appointmentNo) {}

  /** The marks in order of time; marks of the same moment in order of the ladder. */
  public List<ScheduledMark> marks(Span span) {
    Map<Mark, Instant> at = new EnumMap<>(Mark.class);
    for (LadderStep step : steps) {
      Mark mark = mark(step);
      if (span.appointmentNo() == 1 || mark.isAfterDue()) {
        at.put(mark, when(mark, step.at(), span));
      }
    }
    collapse(at, span);
    List<ScheduledMark> marks = new ArrayList<>();
    at.forEach((mark, moment) -> marks.add(new ScheduledMark(mark, moment)));
    marks.sort(Comparator.comparing(ScheduledMark::at).thenComparing(ScheduledMark::mark));
    return marks;
  }

  private Instant when(Mark mark, String text, Span span) {
    if (mark == Mark.OVERDUE) {
      return span.due().plus(FIRST_LATE);
    }
    if (mark == Mark.APOLOGY_LIMIT) {
      boolean ahead = span.apologyBy().isBefore(span.due());
      return ahead ? span.apologyBy() : span.due().plus(FIRST_LATE);
    }
    Matcher form = FORM.matcher(text);
    if (!form.matches()) {
      throw Failure.badInput("sla", "ladder-step", "value", text, "mark", mark.name());
    }
    if (form.group(1) != null) {
      Duration all = calendar.workingBetween(span.receivedAt(), span.due());
      return calendar.plusWorking(
          span.receivedAt(), all.multipliedBy(Integer.parseInt(form.group(1))).dividedBy(100));
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
      return forward ? calendar.plusWorking(base, hours) : calendar.minusWorking(base, hours);
    }
    LocalDate day = calendar.dateOf(base);
    LocalDate target =
        forward ? calendar.plusWorkingDays(day, n) : calendar.minusWorkingDays(day, n);
    return calendar.at(target, base.atZone(calendar.zone()).toLocalTime());
  }

  private void collapse(Map<Mark, Instant> at, Span span) {
    Instant earliest = calendar.nextOpening(span.receivedAt());
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

  /** A mark outside the window between two moments moves to the middle of its working time. */
  private @Nullable Instant intoWindow(
      Map<Mark, Instant> at, Mark mark, Instant earliest, Instant limit) {
    Instant moment = at.get(mark);
    if (moment == null || (moment.isAfter(earliest) && moment.isBefore(limit))) {
      return moment;
    }
    Duration rest = calendar.workingBetween(earliest, limit);
    Instant middle = calendar.plusWorking(earliest, rest.dividedBy(2));
    Instant moved = middle.isAfter(limit) ? limit : middle;
    at.put(mark, moved);
    return moved;
  }

  private static Mark mark(LadderStep step) {
    for (Mark mark : Mark.values()) {
      if (mark.name().equals(step.mark())) {
        return mark;
      }
    }
    throw Failure.badInput("sla", "ladder-mark", "value", step.mark());
  }
}
