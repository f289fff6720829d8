package onestop.sla;

import static onestop.sla.SlaClockTest.CALENDAR;
import static onestop.sla.SlaClockTest.HANOI;
import static onestop.sla.SlaClockTest.TERMS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Predicate;
import onestop.sla.clock.DueDate;
import onestop.sla.clock.DueDate.Reason;
import onestop.sla.clock.SlaClock;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The clock against a recount that shares nothing with it: own reading of the calendar file, one
 * day after the other, one minute after the other. The seed is in the message of a failure; set the
 * system property {@code onestop.seed} to run it again.
 */
@Tag("pure")
class SlaClockPropertyTest {
  private static final long SEED = Long.getLong("onestop.seed", 20_261_123L);
  private static final Map<LocalDate, String> KINDS = kinds();
  private static final Map<Integer, Boolean> WORKED = new HashMap<>();
  private static final long AHEAD = 7 * 60;
  private static final long MINUTES_A_DAY = 24 * 60;
  private static final SlaClock CLOCK = new SlaClock(TERMS);

  @Test
  void agreesWithANaiveRecount() {
    forAll(20_000, one -> CLOCK.due(one.history()).equals(naive(one)));
  }

  @Test
  void countsInItsAccountExactlyTheLimitAndEndsOnTheDueDay() {
    forAll(
        5_000,
        one -> {
          DueDate due = CLOCK.explain(one.history());
          List<DueDate.Day> account = due.account();
          long counted = account.stream().filter(day -> day.counted() > 0).count();
          long minutes = account.stream().mapToLong(DueDate.Day::minutes).sum();
          boolean whole =
              one.unit().equals("wh") ? minutes == one.count() * 60L : counted == one.count();
          // a limit whose last day was also the day of a pause ends there; all days are in order
          boolean ends =
              account.get(account.size() - 1).date().equals(CALENDAR.dateOf(due.dueAt()));
          boolean starts = account.get(0).date().equals(CALENDAR.dateOf(one.received()));
          boolean gapless =
              account
                  .get(0)
                  .date()
                  .plusDays(account.size() - 1L)
                  .equals(account.get(account.size() - 1).date());
          boolean paused =
              account.stream()
                  .filter(day -> day.reason() == Reason.PAUSED)
                  .allMatch(day -> day.counted() == 0);
          return whole && ends && starts && gapless && paused;
        });
  }

  @Test
  void neverPutsALetterAfterTheDueMomentOrBeforeReceipt() {
    forAll(
        5_000,
        one -> {
          Instant due = CLOCK.due(one.history());
          Instant by = CLOCK.apologyBy(one.history(), due);
          return !by.isAfter(due) && by.isAfter(one.received());
        });
  }

  @Test
  void movesTheDueMomentNeverBackByOnePauseMore() {
    forAll(
        5_000,
        one -> {
          Instant due = CLOCK.due(one.history());
          return one.pauses().isEmpty()
              || !due.isBefore(
                  CLOCK.due(
                      new ClockCase(
                              one.received(),
                              one.unit(),
                              one.count(),
                              one.pauses().subList(0, one.pauses().size() - 1))
                          .history()));
        });
  }

  private static void forAll(int cases, Predicate<ClockCase> property) {
    Random random = new Random(SEED);
    for (int i = 0; i < cases; i++) {
      ClockCase one = ClockCase.random(random);
      if (!property.test(one)) {
        ClockCase small = one.shrunk(property.negate());
        fail(
            "seed %s case %s: %s is due %s, a recount says %s",
            SEED,
            i,
            small,
            CLOCK.due(small.history()).atZone(HANOI).toLocalDateTime(),
            naive(small).atZone(HANOI).toLocalDateTime());
      }
    }
    assertThat(cases).isPositive();
  }

  /** Marks the days off one by one, as a clerk with a wall calendar would. */
  private static Instant naive(ClockCase one) {
    if (one.unit().equals("wh")) {
      return naiveHours(one);
    }
    LocalDateTime received = one.received().atZone(HANOI).toLocalDateTime();
    LocalDate day = received.toLocalDate();
    if (!worked(day) || !received.toLocalTime().isBefore(LocalTime.of(17, 0))) {
      do {
        day = day.plusDays(1);
      } while (!worked(day));
    }
    for (int counted = 0; counted < one.count(); ) {
      day = day.plusDays(1);
      if (!pausedOn(one, day) && (one.unit().equals("d") || worked(day))) {
        counted++;
      }
    }
    while (!worked(day) || pausedOn(one, day)) {
      day = day.plusDays(1);
    }
    return day.atTime(17, 0).atZone(HANOI).toInstant();
  }

  private static boolean pausedOn(ClockCase one, LocalDate day) {
    return one.pauses().stream()
        .anyMatch(
            pause ->
                day.isAfter(pause.from().atZone(HANOI).toLocalDate())
                    && !day.isAfter(pause.to().atZone(HANOI).toLocalDate()));
  }

  /** In whole minutes of Hanoi's time, which has been seven hours ahead since 1975. */
  private static Instant naiveHours(ClockCase one) {
    List<long[]> pauses =
        one.pauses().stream().map(p -> new long[] {minute(p.from()), minute(p.to())}).toList();
    long minute = minute(one.received());
    for (int left = one.count() * 60; left > 0; minute++) {
      if (open((int) (minute % MINUTES_A_DAY) / 60)
          && worked((int) (minute / MINUTES_A_DAY))
          && !pausedAt(minute, pauses)) {
        left--;
      }
    }
    return Instant.ofEpochSecond((minute - AHEAD) * 60);
  }

  private static long minute(Instant at) {
    assertThat(at.getEpochSecond() % 60 + at.getNano()).as("whole minutes").isZero();
    return at.getEpochSecond() / 60 + AHEAD;
  }

  private static boolean pausedAt(long minute, List<long[]> pauses) {
    for (long[] pause : pauses) {
      if (minute >= pause[0] && minute < pause[1]) {
        return true;
      }
    }
    return false;
  }

  private static boolean open(int hour) {
    return hour >= 8 && hour < 17 && hour != 12;
  }

  private static boolean worked(int epochDay) {
    return WORKED.computeIfAbsent(epochDay, day -> worked(LocalDate.ofEpochDay(day)));
  }

  static boolean worked(LocalDate day) {
    String kind = KINDS.getOrDefault(day, "");
    boolean weekend =
        day.getDayOfWeek() == DayOfWeek.SATURDAY || day.getDayOfWeek() == DayOfWeek.SUNDAY;
    return switch (kind) {
      case "PUBLIC", "IN_LIEU", "SWAP_OFF" -> false;
      case "MAKEUP" -> true;
      default -> !weekend;
    };
  }

  private static Map<LocalDate, String> kinds() {
    Map<LocalDate, String> kinds = new HashMap<>();
    try {
      Files.readAllLines(Path.of("src/main/resources/calendar/public-holidays-vn.csv")).stream()
          .filter(line -> line.startsWith("2"))
          .map(line -> line.split(","))
          .forEach(cells -> kinds.put(LocalDate.parse(cells[0]), cells[1]));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
    return kinds;
  }
}
