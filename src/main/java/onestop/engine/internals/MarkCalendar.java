package onestop.engine.internals;

import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Date;
import java.util.Optional;
import org.camunda.bpm.engine.impl.calendar.BusinessCalendarManager;
import org.camunda.bpm.engine.impl.calendar.CycleBusinessCalendar;
import org.camunda.bpm.engine.impl.calendar.DueDateBusinessCalendar;
import org.camunda.bpm.engine.impl.calendar.DurationBusinessCalendar;
import org.camunda.bpm.engine.impl.calendar.MapBusinessCalendarManager;
import org.camunda.bpm.engine.impl.util.ClockUtil;

/**
 * Reads the cycles that {@code sla.nextMark} writes, {@code R2/<instant>/PT1M}, as the engine does
 * but at lower cost: the engine's own calendar searches the whole class path for an XML library at
 * each reading. Any other cycle is left to the engine.
 */
public final class MarkCalendar extends CycleBusinessCalendar {
  private MarkCalendar() {}

  /** The engine's calendars, with this class as the calendar of cycles. */
  public static BusinessCalendarManager calendars() {
    MapBusinessCalendarManager calendars = new MapBusinessCalendarManager();
    calendars.addBusinessCalendar(DurationBusinessCalendar.NAME, new DurationBusinessCalendar());
    calendars.addBusinessCalendar(DueDateBusinessCalendar.NAME, new DueDateBusinessCalendar());
    calendars.addBusinessCalendar(CycleBusinessCalendar.NAME, new MarkCalendar());
    return calendars;
  }

  @Override
  public Date resolveDuedate(String cycle, Date startDate, long repeatOffset) {
    Optional<Cycle> ours = Cycle.parse(cycle);
    if (ours.isEmpty()) {
      return super.resolveDuedate(cycle, startDate, repeatOffset);
    }
    Date from = startDate == null ? ClockUtil.getCurrentTime() : startDate;
    Instant after = from.toInstant().minusMillis(repeatOffset);
    Instant due = ours.get().next(after);
    // null means "no further timer" to the engine, although its interface does not document it
    return due.isBefore(after) ? none() : Date.from(due.plusMillis(repeatOffset));
  }

  @SuppressWarnings({"NullAway", "DataFlowIssue"})
  private static Date none() {
    return null;
  }

  private record Cycle(int times, Instant start, Duration period) {
    static Optional<Cycle> parse(String text) {
      String[] parts = text.split("/");
      if (parts.length != 3 || !parts[0].matches("R[0-9]{1,3}") || !parts[2].startsWith("PT")) {
        return Optional.empty();
      }
      try {
        return Optional.of(
            new Cycle(
                Integer.parseInt(parts[0].substring(1)),
                Instant.parse(parts[1]),
                Duration.parse(parts[2])));
      } catch (DateTimeParseException e) {
        return Optional.empty();
      }
    }

    /** The first turn strictly after {@code after}; the last turn if all have passed. */
    Instant next(Instant after) {
      Instant turn = start;
      for (int i = 0; i < times && !turn.isAfter(after); i++) {
        turn = turn.plus(period);
      }
      return turn;
    }
  }
}
