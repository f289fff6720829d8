package onestop.benchmarks.load;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.Year;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import onestop.calendar.Calendars;
import onestop.calendar.Limit;
import onestop.calendar.WorkingCalendar;
import onestop.engine.Timers;
import onestop.kernel.SettableClock;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How soon the last letter of each moment of a year is out, on that year's calendar. */
@Command(
    name = "calendar",
    mixinStandardHelpOptions = true,
    description = {
      "A year's late dossiers in simulated time: received evenly over its working days with limits"
          + " of",
      "working and of calendar days, none of them finished before it is due. Time stands still"
          + " while",
      "the letters of a moment are written; how long that took is what is told."
    })
final class CalendarCommand implements Callable<Integer> {
  private static final ZoneId HANOI = ZoneId.of("Asia/Ho_Chi_Minh");
  private static final int WAVE = 100;

  /** Of the procedures most asked for; half of them in calendar days, which gather behind Tết. */
  private static final List<Limit> LIMITS =
      List.of(
          new Limit.WorkingDays(1),
          new Limit.CalendarDays(10),
          new Limit.WorkingDays(3),
          new Limit.CalendarDays(15),
          new Limit.WorkingDays(15),
          new Limit.CalendarDays(30));

  @Mixin private LoadOptions options = new LoadOptions();

  @Option(
      names = "--late",
      defaultValue = "61000",
      description = "late dossiers of the year; the city has some 610,000")
  private int late;

  @Option(names = "--year", defaultValue = "2017", description = "2017 to 2026")
  private int year;

  @Option(names = "--days", defaultValue = "366", description = "only the first days of the year")
  private int days;

  /** The letters of one moment, and the seconds from that moment to the last of them. */
  private record Moment(Instant at, long letters, double seconds) {
    String line(String name) {
      return String.format(
          Locale.ROOT,
          "%-28s %s  %,7d letters  %8.2f s",
          name,
          at.atZone(HANOI).toLocalDateTime(),
          letters,
          seconds);
    }

    String json() {
      return String.format(
          Locale.ROOT,
          "{\"at\":\"%s\",\"letters\":%d,\"seconds\":%.3f}",
          at.atZone(HANOI).toLocalDateTime(),
          letters,
          seconds);
    }
  }

  @Override
  public Integer call() throws Exception {
    WorkingCalendar calendar = Calendars.shipped(HANOI);
    LocalDate first = calendar.workingDayFrom(LocalDate.of(year, 1, 1));
    if (!calendar.isDecreed(first)) {
      System.err.println("--year " + year + ": the shipped calendar has 2017 to 2026");
      return 2;
    }
    Report report = new Report("calendar", options);
    SettableClock clock = new SettableClock(calendar.openOf(first), HANOI);
    try (BenchDatabase database = BenchDatabase.open(options);
        Town town = Town.standing(database.create(), clock)) {
      List<Moment> moments = new Passing(town, clock).live(calendar, workingDays(calendar, first));
      tell(moments, calendar, report);
      report.faults("year", town.faults());
    }
    return report.end();
  }

  private List<LocalDate> workingDays(WorkingCalendar calendar, LocalDate first) {
    LocalDate end = first.plusDays(Math.min(days, Year.of(year).length()));
    return first.datesUntil(end).filter(calendar::isWorkingDay).toList();
  }

  private static void tell(List<Moment> moments, WorkingCalendar calendar, Report report) {
    List<Moment> bySize = new ArrayList<>(moments);
    bySize.sort(Comparator.comparingLong(Moment::letters).reversed());
    Moment largest = bySize.get(0);
    Moment middle = bySize.get(bySize.size() / 2);
    Moment slowest =
        moments.stream().max(Comparator.comparingDouble(Moment::seconds)).orElseThrow();
    report.say(largest.line("most letters")).field("largest", largest.json());
    report.say(middle.line("in the middle")).field("middle", middle.json());
    report.say(slowest.line("longest to the last letter")).field("slowest", slowest.json());
    report.field("moments", String.valueOf(moments.size()));
    report.field("letters", String.valueOf(moments.stream().mapToLong(Moment::letters).sum()));
    moments.stream()
        .filter(moment -> isBehindALongHoliday(moment, calendar))
        .max(Comparator.comparingLong(Moment::letters))
        .ifPresent(
            moment ->
                report.say(moment.line("first day after Tết")).field("afterTet", moment.json()));
  }

  /** Tết is the only holiday that, with its weekends, keeps the offices closed for a week. */
  private static boolean isBehindALongHoliday(Moment moment, WorkingCalendar calendar) {
    LocalDate day = calendar.dateOf(moment.at());
    return day.toEpochDay() - calendar.minusWorkingDays(day, 1).toEpochDay() > 6;
  }

  /** The year as it passes. */
  private final class Passing {
    private final SettableClock clock;
    private final Timers timers;
    private final Load load;
    private final List<Moment> moments = new ArrayList<>();

    Passing(Town town, SettableClock clock) {
      this.clock = clock;
      this.timers = town.get(Timers.class);
      this.load = new Load(town, options.callers());
    }

    List<Moment> live(WorkingCalendar calendar, List<LocalDate> workingDays) throws Exception {
      int received = 0;
      for (int i = 0; i < workingDays.size(); i++) {
        LocalDate day = workingDays.get(i);
        passUntil(calendar.at(day, LocalTime.of(9, 0)));
        int until = (int) ((long) late * (i + 1) / workingDays.size());
        List<Instant> due = new ArrayList<>();
        for (; received < until; received++) {
          due.add(calendar.endOf(clock.instant(), LIMITS.get(received % LIMITS.size())));
        }
        load.receive(due);
        passUntil(calendar.closeOf(day));
      }
      return moments;
    }

    /** Lets every moment come until then at which a timer is due. */
    private void passUntil(Instant end) {
      for (Instant at = next(); !at.isAfter(end); at = next()) {
        clock.advanceTo(at);
        long before = load.letters();
        long start = System.nanoTime();
        CompletableFuture.allOf(
                CompletableFuture.runAsync(this::drain), CompletableFuture.runAsync(this::drain))
            .join();
        double seconds = (System.nanoTime() - start) / 1e9;
        long letters = load.letters() - before;
        if (letters > 0) {
          moments.add(new Moment(clock.instant(), letters, seconds));
        }
      }
      clock.advanceTo(end);
    }

    private Instant next() {
      return timers.nextAt().orElse(Instant.MAX);
    }

    private void drain() {
      while (timers.fire(clock.instant(), WAVE) > 0) {
        // until nothing of this moment is left
      }
    }
  }
}
