package onestop.sla;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import onestop.calendar.Calendars;
import onestop.calendar.Limit;
import onestop.calendar.WorkingCalendar;
import onestop.kernel.Actor;
import onestop.procedures.RulePack;
import onestop.procedures.ShippedRulePacks;
import onestop.sla.ClockTerms.History;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/** The legal clock against vectors recounted by hand, and against a naive recount of days. */
class SlaClockTest {
  private static final ZoneId HANOI = ZoneId.of("Asia/Ho_Chi_Minh");
  private static final WorkingCalendar CALENDAR = Calendars.shipped(HANOI);
  private static final RulePack PACK = ShippedRulePacks.get("RP-2025");
  private static final ClockTerms TERMS =
      new ClockTerms(CALENDAR, PACK.clock(), PACK.apology(), PACK.ladder());
  private static final SlaClock CLOCK = new SlaClock(TERMS);

  @ParameterizedTest(name = "{0}")
  @CsvFileSource(resources = "/due/golden.csv", useHeadersInDisplayName = true)
  void agreesWithTheRecountByHand(
      String id, String received, String limit, String pauses, String due, String apologyBy) {
    History history = history(at(received), limit, pauses);
    DueDate result = CLOCK.explain(history);
    assertThat(result.dueAt()).isEqualTo(at(due));
    assertThat(result.apologyBy()).isEqualTo(at(apologyBy));
  }

  @Test
  void agreesWithANaiveRecountOfDays() {
    long seed = 20260211;
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = 0; i < 20_000; i++) {
      LocalDate day = LocalDate.of(2017, 1, 2).plusDays(random.nextInt(3500));
      Instant received =
          LocalDateTime.of(day, LocalTime.of(random.nextInt(24), random.nextInt(60)))
              .atZone(HANOI)
              .toInstant();
      int n = 1 + random.nextInt(40);
      boolean working = random.nextBoolean();
      List<ClockPause> pauses = new ArrayList<>();
      Instant from = received;
      for (int p = random.nextInt(3); p > 0; p--) {
        from = from.plusSeconds(3600L * (1 + random.nextInt(200)));
        Instant to = from.plusSeconds(3600L * (1 + random.nextInt(300)));
        pauses.add(pause(pauses.size() + 1, from, to));
        from = to;
      }
      Limit limit = working ? new Limit.WorkingDays(n) : new Limit.CalendarDays(n);
      Instant naive = naive(received, n, working, pauses);
      Instant due =
          CLOCK.due(new History(received, new ClockStart.Term.OfLimit(limit), pauses, List.of()));
      assertThat(due)
          .as("seed %s case %s: %s %s %s", seed, i, received, limit.text(), pauses)
          .isEqualTo(naive);
    }
  }

  /** Marks the days off one by one, as a clerk with a wall calendar would. */
  private static Instant naive(Instant received, int n, boolean working, List<ClockPause> pauses) {
    LocalDateTime local = received.atZone(HANOI).toLocalDateTime();
    LocalDate day = local.toLocalDate();
    if (!open(day) || !local.toLocalTime().isBefore(LocalTime.of(17, 0))) {
      do {
        day = day.plusDays(1);
      } while (!open(day));
    }
    Set<LocalDate> left = new TreeSet<>();
    for (ClockPause pause : pauses) {
      LocalDate last = pause.to().atZone(HANOI).toLocalDate();
      for (LocalDate d = pause.from().atZone(HANOI).toLocalDate().plusDays(1);
          !d.isAfter(last);
          d = d.plusDays(1)) {
        left.add(d);
      }
    }
    int counted = 0;
    while (counted < n) {
      day = day.plusDays(1);
      if (!left.contains(day) && (!working || open(day))) {
        counted++;
      }
    }
    while (left.contains(day) || !open(day)) {
      day = day.plusDays(1);
    }
    for (ClockPause pause : pauses) {
      LocalDate from = pause.from().atZone(HANOI).toLocalDate();
      LocalDate to = pause.to().atZone(HANOI).toLocalDate();
      boolean onLastDay = from.equals(day) && pause.from().isBefore(close(day)) && to.isAfter(from);
      if (onLastDay) {
        day = to;
        do {
          day = day.plusDays(1);
        } while (!open(day) || left.contains(day));
      }
    }
    return close(day);
  }

  private static Instant close(LocalDate day) {
    return day.atTime(17, 0).atZone(HANOI).toInstant();
  }

  private static boolean open(LocalDate day) {
    var special = CALENDAR.special(day);
    if (special != null) {
      return special.kind().isWorking();
    }
    return day.getDayOfWeek() != DayOfWeek.SATURDAY && day.getDayOfWeek() != DayOfWeek.SUNDAY;
  }

  @Test
  void collapsesTheLadderForAShortLimit() {
    // the worked trace: three days over Tet; drafting comes before both warnings, which are dropped
    Instant received = at("2026-02-11T10:00");
    Instant due = at("2026-02-23T17:00");
    var marks = new Ladder(TERMS).marks(new Ladder.Span(received, due, at("2026-02-13T17:00"), 1));
    assertThat(marks)
        .startsWith(
            new ScheduledMark(Mark.DRAFT_APOLOGY, at("2026-02-12T13:00")),
            new ScheduledMark(Mark.SIGN_APOLOGY, at("2026-02-13T08:00")),
            new ScheduledMark(Mark.APOLOGY_LIMIT, at("2026-02-13T17:00")),
            new ScheduledMark(Mark.OVERDUE, due.plusMillis(1)));
  }

  @Test
  void keepsTheLadderInOrderForEveryLimit() {
    for (String limit : List.of("same-day", "1wh", "8wh", "1wd", "2wd", "3wd", "15d", "30wd")) {
      for (String time : List.of("08:00", "10:00", "14:59", "16:59")) {
        Instant received = at("2026-08-20T" + time);
        History history = history(received, limit, null);
        Instant due = CLOCK.due(history);
        var marks =
            new Ladder(TERMS)
                .marks(new Ladder.Span(received, due, CLOCK.apologyBy(history.term(), due), 1));
        assertThat(marks)
            .as(limit + " " + time)
            .isSortedAccordingTo(java.util.Comparator.comparing(ScheduledMark::mark));
        assertThat(marks).allMatch(mark -> mark.at().isAfter(received));
      }
    }
  }

  @Test
  void movesOnlyForTheReasonsTheLawKnows() {
    Actor head = new Actor.Automaton("test");
    History base = history(at("2026-02-05T10:00"), "15d", null);
    var extension =
        new DueDateAdjustment.StatutoryExtension(Limit.parse("10d"), head, "law", "doc");
    History extended =
        new History(
            base.receivedAt(),
            base.term(),
            List.of(),
            List.of(new ClockTerms.Adjusted(extension, at("2026-02-13T09:00"))));
    // counted on from the rolled date, 23 February
    assertThat(CLOCK.due(extended)).isEqualTo(at("2026-03-05T17:00"));
    var excluded =
        new DueDateAdjustment.ExcludedInterval(
            LocalDate.of(2026, 3, 3), LocalDate.of(2026, 3, 4), head, "law", "doc");
    History posted =
        new History(
            at("2026-03-02T10:00"),
            new ClockStart.Term.OfLimit(Limit.parse("3wd")),
            List.of(),
            List.of(new ClockTerms.Adjusted(excluded, at("2026-03-02T11:00"))));
    assertThat(CLOCK.due(posted)).isEqualTo(at("2026-03-09T17:00"));
  }

  private static History history(Instant received, String limit, String pauses) {
    List<ClockPause> list = new ArrayList<>();
    if (pauses != null) {
      for (String text : pauses.split(";")) {
        String[] ends = text.split("/");
        list.add(pause(list.size() + 1, at(ends[0]), at(ends[1])));
      }
    }
    return new History(received, new ClockStart.Term.OfLimit(Limit.parse(limit)), list, List.of());
  }

  private static ClockPause pause(int no, Instant from, Instant to) {
    return new ClockPause(
        no,
        new ClockPause.Order(
            ClockPause.Kind.SUPPLEMENT, new Actor.Automaton("test"), "r", "l", "d"),
        from,
        to);
  }

  private static Instant at(String local) {
    return LocalDateTime.parse(local).atZone(HANOI).toInstant();
  }
}
