package onestop.benchmarks;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import onestop.agencies.Role;
import onestop.calendar.Calendars;
import onestop.calendar.Limit;
import onestop.kernel.Actor;
import onestop.procedures.ApologyRule;
import onestop.procedures.ClockConventions;
import onestop.sla.clock.ClockPause;
import onestop.sla.clock.ClockStart.Term;
import onestop.sla.clock.ClockTerms;
import onestop.sla.clock.ClockTerms.History;
import onestop.sla.clock.DueDate;
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
 * What one due date costs, on the shipped calendar of Vietnam: each call takes the next of 500
 * receipts that are 17 hours 13 minutes apart, from January 2025, nights and holidays included.
 *
 * <p>Nothing is read and nothing stored: this is the arithmetic alone, single-threaded.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(2)
public class DueDateBenchmark {
  private static final int RECEIPTS = 500;
  private static final Instant FIRST = Instant.parse("2025-01-02T01:07:00Z");
  private static final Duration APART = Duration.ofHours(17).plusMinutes(13);

  private final SlaClock clock =
      new SlaClock(
          new ClockTerms(
              Calendars.shipped(ZoneId.of("Asia/Ho_Chi_Minh")),
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
              List.of()));

  private final List<History> oneDay = new ArrayList<>();
  private final List<History> thirtyDays = new ArrayList<>();
  private final List<History> thirtyDaysPausedTwice = new ArrayList<>();
  private int next;

  /** Lays out the receipts. */
  @Setup
  public void layOut() {
    for (int i = 0; i < RECEIPTS; i++) {
      Instant received = FIRST.plus(APART.multipliedBy(i));
      oneDay.add(History.of(received, new Term.OfLimit(new Limit.WorkingDays(1))));
      Term thirty = new Term.OfLimit(new Limit.WorkingDays(30));
      thirtyDays.add(History.of(received, thirty));
      List<ClockPause> pauses = List.of(pause(1, received, 3, 12), pause(2, received, 20, 24));
      thirtyDaysPausedTwice.add(new History(received, thirty, pauses, List.of()));
    }
  }

  /** The due date of a limit of one working day. */
  @Benchmark
  public Instant oneWorkingDay() {
    return clock.due(oneDay.get(turn()));
  }

  /** The due date of a limit of thirty working days. */
  @Benchmark
  public Instant thirtyWorkingDays() {
    return clock.due(thirtyDays.get(turn()));
  }

  /** The due date of thirty working days with two supplement pauses, of 9 and 4 days. */
  @Benchmark
  public Instant thirtyWorkingDaysPausedTwice() {
    return clock.due(thirtyDaysPausedTwice.get(turn()));
  }

  /** The same with its day-by-day account and the letter's limit, as the page shows it. */
  @Benchmark
  public DueDate thirtyWorkingDaysPausedTwiceExplained() {
    return clock.explain(thirtyDaysPausedTwice.get(turn()));
  }

  /**
   * The sum over all receipts of what the four benchmarks return, in minutes: another sum means
   * that something else was measured than before.
   */
  long checksum() {
    long minutes = 0;
    next = 0;
    for (int i = 0; i < RECEIPTS; i++) {
      minutes += clock.due(oneDay.get(i)).getEpochSecond() / 60;
      minutes += clock.due(thirtyDays.get(i)).getEpochSecond() / 60;
      minutes += clock.due(thirtyDaysPausedTwice.get(i)).getEpochSecond() / 60;
      DueDate explained = clock.explain(thirtyDaysPausedTwice.get(i));
      minutes += explained.apologyBy().getEpochSecond() / 60 + explained.account().size();
    }
    return minutes;
  }

  private int turn() {
    next = next + 1 < RECEIPTS ? next + 1 : 0;
    return next;
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
