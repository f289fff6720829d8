package onestop.ledger.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import onestop.agencies.Role;
import onestop.calendar.CalendarCsv;
import onestop.calendar.CalendarVersion;
import onestop.calendar.Limit;
import onestop.calendar.OfficeHours;
import onestop.calendar.WorkingCalendar;
import onestop.kernel.Actor;
import onestop.procedures.ApologyRule;
import onestop.procedures.ClockConventions;
import onestop.sla.clock.ClockPause;
import onestop.sla.clock.ClockStart;
import onestop.sla.clock.ClockTerms;
import onestop.sla.clock.DueDateAdjustment;
import onestop.sla.clock.SlaClock;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The verifier's day-by-day arithmetic against the program's, over histories of every kind: both
 * were written from the same rules, and neither from the other. The system property {@code
 * onestop.seed} runs a failure again.
 */
@Tag("pure")
class DueDateAgreementTest {
  private static final long SEED = Long.getLong("onestop.seed", 20_261_125L);
  private static final ZoneId HANOI = ZoneId.of("Asia/Ho_Chi_Minh");
  private static final String CSV = csv();
  private static final Actor AUTHOR = new Actor.Automaton("test");
  private static final List<OfficeHours> HOURS =
      List.of(
          OfficeHours.STANDARD,
          OfficeHours.parse("07:30-11:30 13:30-16:30", "SATURDAY 08:00-11:30;SUNDAY 09:00-10:00"),
          OfficeHours.parse("09:00-12:15 15:15-18:00", "SATURDAY 07:00-12:00"));

  private static String csv() {
    try {
      return Files.readString(Path.of("src/main/resources/calendar/public-holidays-vn.csv"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A random history for both: the program's words and the verifier's. */
  private static final class History {
    final Instant receivedAt;
    final String term;
    final List<ClockPause> pauses = new ArrayList<>();
    final List<ClockTerms.Adjusted> adjusted = new ArrayList<>();
    final List<DueDate.Pause> ended = new ArrayList<>();
    final List<DueDate.Move> moves = new ArrayList<>();

    History(Random random) {
      receivedAt = at(random, LocalDate.of(2017, 1, 2).plusDays(random.nextInt(4_500)));
      String unit = List.of("wd", "d", "wh", "same-day", "until").get(random.nextInt(5));
      term =
          switch (unit) {
            case "same-day" -> unit;
            case "until" -> "until " + later(random, receivedAt, 60);
            default -> 1 + random.nextInt(unit.equals("wh") ? 24 : 40) + unit;
          };
      Instant now = receivedAt;
      for (int p = random.nextInt(4); p > 0; p--) {
        Instant from = later(random, now, 12);
        now = later(random, from, 20);
        ClockPause.Order order =
            new ClockPause.Order(ClockPause.Kind.SUPPLEMENT, AUTHOR, "r", "b", "d");
        pauses.add(new ClockPause(pauses.size() + 1, order, from, now));
        ended.add(new DueDate.Pause(from, now));
      }
      now = receivedAt;
      for (int a = random.nextInt(3); a > 0; a--) {
        now = later(random, now, 20);
        adjust(random, now);
      }
      if (!adjusted.isEmpty() && random.nextInt(3) == 0) {
        correct(DueDateAdjustment.Mistaken.What.ADJUSTMENT, 1 + random.nextInt(adjusted.size()));
      }
      if (!pauses.isEmpty() && random.nextInt(5) == 0) {
        correct(DueDateAdjustment.Mistaken.What.PAUSE, 1 + random.nextInt(pauses.size()));
      }
    }

    private void correct(DueDateAdjustment.Mistaken.What what, int no) {
      Instant at = Instant.parse("2099-01-01T00:00:00Z");
      moves.add(new DueDate.Move(at, "Correction", what + " " + no));
      adjusted.add(
          new ClockTerms.Adjusted(
              new DueDateAdjustment.Correction(
                  new DueDateAdjustment.Mistaken(what, no), AUTHOR, "b", "d"),
              at));
    }

    private void adjust(Random random, Instant at) {
      DueDateAdjustment made;
      switch (random.nextInt(4)) {
        case 0 -> {
          String by = List.of("5wd", "7d", "9wh", "same-day").get(random.nextInt(4));
          made = new DueDateAdjustment.StatutoryExtension(Limit.parse(by), AUTHOR, "b", "d");
          moves.add(new DueDate.Move(at, "StatutoryExtension", by));
        }
        case 1 -> {
          Instant due = later(random, at, 40);
          made = new DueDateAdjustment.WrittenAgreement(due, AUTHOR, "b", "d");
          moves.add(new DueDate.Move(at, "WrittenAgreement", due.toString()));
        }
        case 2 -> {
          Instant due = later(random, at, 40);
          made = new DueDateAdjustment.ApologyExtension(due, AUTHOR, "b", "d");
          moves.add(new DueDate.Move(at, "ApologyExtension", due.toString()));
        }
        default -> {
          LocalDate from = at.atZone(HANOI).toLocalDate().plusDays(random.nextInt(9) - 3L);
          LocalDate to = from.plusDays(random.nextInt(9));
          made = new DueDateAdjustment.ExcludedInterval(from, to, AUTHOR, "b", "d");
          moves.add(new DueDate.Move(at, "ExcludedInterval", from + "/" + to));
        }
      }
      adjusted.add(new ClockTerms.Adjusted(made, at));
    }

    private static Instant later(Random random, Instant from, int days) {
      LocalDate day = from.atZone(HANOI).toLocalDate().plusDays(random.nextInt(days));
      Instant at = at(random, day);
      return at.isAfter(from) ? at : from.plus(random.nextInt(600), ChronoUnit.MINUTES);
    }

    /** Often at an edge of the office hours, where mistakes live. */
    private static Instant at(Random random, LocalDate day) {
      int[] edges = {0, 450, 480, 690, 720, 735, 780, 810, 899, 900, 901, 915, 1020, 1080, 1439};
      boolean edge = random.nextInt(3) == 0;
      long minute = edge ? edges[random.nextInt(edges.length)] : random.nextInt(1440);
      long millis = random.nextInt(4) == 0 ? random.nextInt(60_000) : 0;
      return day.atStartOfDay(HANOI).toInstant().plusMillis(minute * 60_000 + millis);
    }
  }

  @Test
  void agreesWithTheProgramOnEveryKindOfHistory() {
    Random random = new Random(SEED);
    for (int i = 0; i < 20_000; i++) {
      History one = new History(random);
      OfficeHours hours = HOURS.get(random.nextInt(HOURS.size()));
      int lead = random.nextInt(3);
      ClockTerms terms =
          new ClockTerms(
              PROGRAMS.get(HOURS.indexOf(hours)),
              new ClockConventions(LocalTime.of(15, 0), 8),
              new ApologyRule(
                  lead == 0 ? ApologyRule.Timing.AT_DUE : ApologyRule.Timing.BEFORE_DUE,
                  lead,
                  ApologyRule.OnSilence.ISSUE,
                  null,
                  Duration.ofMinutes(5),
                  1,
                  null,
                  null,
                  Role.HEAD_OF_AGENCY,
                  ApologyRule.LinkedLetters.EACH_DOSSIER),
              List.of());
      ClockTerms.History history =
          new ClockTerms.History(
              one.receivedAt, ClockStart.Term.parse(one.term), one.pauses, one.adjusted);
      SlaClock program = new SlaClock(terms);
      Instant due = program.due(history);
      DueDate verifier =
          new DueDate(
              CALENDARS.get(HOURS.indexOf(hours)),
              new DueDate.Pack(
                  LocalTime.of(15, 0), 8, lead, false, Duration.ZERO, Duration.ofMinutes(5)),
              new DueDate.Known(one.receivedAt, one.term, one.ended, one.moves));
      String which =
          "seed %d case %d: %s from %s, hours %s, pauses %s, moves %s"
              .formatted(SEED, i, one.term, one.receivedAt, hours, one.ended, one.moves);
      assertThat(verifier.due()).as(which).isEqualTo(due);
      assertThat(verifier.letterBy(due)).as(which).isEqualTo(program.apologyBy(history, due));
    }
  }

  private static final List<WorkingCalendar> PROGRAMS =
      HOURS.stream()
          .map(
              hours ->
                  new WorkingCalendar(
                      new CalendarVersion("VN", 1), HANOI, hours, CalendarCsv.parse(CSV)))
          .toList();

  private static final List<WorkCalendar> CALENDARS = HOURS.stream().map(h -> calendar(h)).toList();

  private static WorkCalendar calendar(OfficeHours hours) {
    Map<LocalDate, String> kinds = new HashMap<>();
    CSV.lines()
        .filter(line -> line.startsWith("2"))
        .map(line -> line.split(","))
        .forEach(cells -> kinds.put(LocalDate.parse(cells[0]), cells[1]));
    for (int year = 2027; year < 2040; year++) {
      WorkCalendar.addFixedHolidays(kinds, year);
    }
    List<String> times = hours.intervals().stream().map(Object::toString).toList();
    List<String> desks = new ArrayList<>();
    for (DayOfWeek day : hours.reception().keySet()) {
      desks.add(
          day
              + " "
              + String.join(
                  " ", hours.reception().get(day).stream().map(Object::toString).toList()));
    }
    TreeMap<LocalDate, WorkCalendar.Hours> always = new TreeMap<>();
    always.put(
        LocalDate.MIN, WorkCalendar.Hours.parse(String.join(" ", times), String.join(";", desks)));
    return new WorkCalendar(HANOI, kinds, always);
  }
}
