package onestop.benchmarks;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import onestop.agencies.Role;
import onestop.calendar.CalendarDay;
import onestop.calendar.CalendarVersion;
import onestop.calendar.Calendars;
import onestop.calendar.DayKind;
import onestop.calendar.Limit;
import onestop.calendar.OfficeHours;
import onestop.calendar.WorkingCalendar;
import onestop.kernel.Actor;
import onestop.procedures.ApologyRule;
import onestop.procedures.ClockConventions;
import onestop.sla.clock.ClockPause;
import onestop.sla.clock.ClockStart.Term;
import onestop.sla.clock.ClockTerms;
import onestop.sla.clock.ClockTerms.History;
import onestop.sla.clock.SlaClock;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What a change of the calendar costs each open clock: a new day off is decreed, and the due date
 * and the letter's limit of a dossier with two pauses are reckoned on the old and on the new
 * calendar, as the preview of a change does. 500 dossiers in turn; nothing is stored.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(2)
public class ClockRecalculationBenchmark {
  private static final int DOSSIERS = 500;
  private static final ZoneId HANOI = ZoneId.of("Asia/Ho_Chi_Minh");
  private static final LocalDate DECREED = LocalDate.of(2025, 6, 11);
  private static final Instant FIRST = Instant.parse("2025-05-12T01:07:00Z");

  private final SlaClock before = new SlaClock(terms(Calendars.shipped(HANOI)));
  private final SlaClock after = new SlaClock(terms(withOneMoreDayOff()));
  private final List<History> histories = new ArrayList<>();
  private int next;

  /** Lays out the open dossiers. */
  @Setup
  public void layOut() {
    for (int i = 0; i < DOSSIERS; i++) {
      Instant received = FIRST.plus(Duration.ofMinutes(37L * i));
      List<ClockPause> pauses = List.of(pause(1, received, 2, 5), pause(2, received, 9, 11));
      Term thirty = new Term.OfLimit(new Limit.WorkingDays(30));
      histories.add(new History(received, thirty, pauses, List.of()));
    }
  }

  /** One dossier reckoned on both calendars: the minutes by which its two moments move. */
  @Benchmark
  public long dueAndLimitOnBothCalendars() {
    next = next + 1 < DOSSIERS ? next + 1 : 0;
    return moved(histories.get(next));
  }

  /** The sum of the minutes by which all dossiers move. */
  long checksum() {
    return histories.stream().mapToLong(this::moved).sum();
  }

  private long moved(History history) {
    Instant dueBefore = before.due(history);
    Instant dueAfter = after.due(history);
    Instant limitBefore = before.apologyBy(history, dueBefore);
    Instant limitAfter = after.apologyBy(history, dueAfter);
    return Duration.between(dueBefore, dueAfter).toMinutes()
        + Duration.between(limitBefore, limitAfter).toMinutes();
  }

  private static WorkingCalendar withOneMoreDayOff() {
    WorkingCalendar shipped = Calendars.shipped(HANOI);
    List<CalendarDay> days = new ArrayList<>();
    LocalDate last = LocalDate.of(2026, 12, 31);
    for (LocalDate day = LocalDate.of(2025, 1, 1); !day.isAfter(last); day = day.plusDays(1)) {
      CalendarDay special = shipped.special(day);
      if (special != null) {
        days.add(special);
      }
    }
    days.add(new CalendarDay(DECREED, DayKind.PUBLIC, "decreed later"));
    OfficeHours hours = shipped.schedule().on(DECREED);
    return new WorkingCalendar(new CalendarVersion("VN", 2), HANOI, hours, days);
  }

  private static ClockTerms terms(WorkingCalendar calendar) {
    return new ClockTerms(
        calendar,
        new ClockConventions(LocalTime.of(15, 0), 8),
        new ApologyRule(
            ApologyRule.Timing.BEFORE_DUE,
            1,
            ApologyRule.OnSilence.ISSUE,
            null,
            Duration.ofMinutes(5),
            1,
            new Limit.WorkingDays(5),
            new Limit.WorkingDays(30),
            Role.HEAD_OF_AGENCY,
            ApologyRule.LinkedLetters.EACH_DOSSIER),
        List.of());
  }

  private static ClockPause pause(int no, Instant received, int fromDays, int toDays) {
    ClockPause.Order order =
        new ClockPause.Order(
            ClockPause.Kind.SUPPLEMENT,
            new Actor.Automaton("benchmark"),
            "papers missing",
            "benchmark",
            "B-" + no);
    return new ClockPause(
        no,
        order,
        received.plus(Duration.ofDays(fromDays)),
        received.plus(Duration.ofDays(toDays)));
  }
}
