package onestop.sla;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import onestop.calendar.CalendarVersion;
import onestop.calendar.Calendars;
import onestop.calendar.Limit;
import onestop.calendar.OfficeHours;
import onestop.calendar.WorkingCalendar;
import onestop.kernel.Actor;
import onestop.procedures.RulePack;
import onestop.procedures.ShippedRulePacks;
import onestop.sla.clock.ClockPause;
import onestop.sla.clock.ClockStart;
import onestop.sla.clock.ClockTerms;
import onestop.sla.clock.ClockTerms.Adjusted;
import onestop.sla.clock.ClockTerms.History;
import onestop.sla.clock.DueDate;
import onestop.sla.clock.DueDateAdjustment;
import onestop.sla.clock.SlaClock;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/** The legal clock against vectors recounted by hand, and the account it gives. */
@Tag("pure")
class SlaClockTest {
  static final ZoneId HANOI = ZoneId.of("Asia/Ho_Chi_Minh");
  static final WorkingCalendar CALENDAR = Calendars.shipped(HANOI);
  static final ClockTerms TERMS = terms(CALENDAR, "RP-2025");
  private static final SlaClock CLOCK = new SlaClock(TERMS);
  private static final Actor HEAD = new Actor.Automaton("test");

  @ParameterizedTest(name = "{0}")
  @CsvFileSource(resources = "/due/golden.csv", useHeadersInDisplayName = true)
  void agreesWithTheRecountByHand(
      String id, String received, String limit, String pauses, String due, String apologyBy) {
    DueDate result = CLOCK.explain(history(received, limit, pauses));
    assertThat(result.dueAt()).isEqualTo(at(due));
    assertThat(result.apologyBy()).isEqualTo(at(apologyBy));
  }

  @Test
  void explainsEveryDayOfALimitOverTet() {
    assertThat(account(history("2026-02-12T10:00", "2wd", null)))
        .isEqualTo(
            "2026-02-12 RECEIPT, 2026-02-13 COUNTED 1, 2026-02-14 WEEKEND, 2026-02-15 WEEKEND,"
                + " 2026-02-16 HOLIDAY TET_NGUYEN_DAN, 2026-02-17 HOLIDAY TET_NGUYEN_DAN,"
                + " 2026-02-18 HOLIDAY TET_NGUYEN_DAN, 2026-02-19 HOLIDAY TET_NGUYEN_DAN,"
                + " 2026-02-20 HOLIDAY TET_NGUYEN_DAN, 2026-02-21 WEEKEND, 2026-02-22 WEEKEND,"
                + " 2026-02-23 COUNTED 2");
  }

  @Test
  void explainsMakeUpDaysPausesAndLateReceipts() {
    assertThat(account(history("2026-08-19T17:30", "3wd", "2026-08-21T09:00/2026-08-24T10:00")))
        .isEqualTo(
            "2026-08-19 AFTER_HOURS, 2026-08-20 RECEIPT, 2026-08-21 COUNTED 1,"
                + " 2026-08-22 PAUSED QUOC_KHANH_2_9, 2026-08-23 PAUSED, 2026-08-24 PAUSED,"
                + " 2026-08-25 COUNTED 2, 2026-08-26 COUNTED 3");
    assertThat(account(history("2026-08-21T15:30", "same-day", null)))
        .isEqualTo("2026-08-21 RECEIPT, 2026-08-22 MAKEUP 1 QUOC_KHANH_2_9");
    assertThat(account(history("2026-08-21T09:00", "same-day", null)))
        .isEqualTo("2026-08-21 COUNTED 1");
  }

  @Test
  void explainsTheNewDateOfASameDayLimit() {
    DueDateAdjustment apology =
        new DueDateAdjustment.ApologyExtension(at("2026-10-27T17:00"), HEAD, "l", "d");
    assertThat(
            account(
                adjusted(
                    history("2026-10-22T09:11", "same-day", null), "2026-10-22T17:00", apology)))
        .isEqualTo(
            "2026-10-22 COUNTED 1, 2026-10-23 COUNTED 2, 2026-10-24 WEEKEND, 2026-10-25 WEEKEND,"
                + " 2026-10-26 COUNTED 3, 2026-10-27 COUNTED 4");
    assertThat(
            account(
                adjusted(
                    history("2026-10-22T15:30", "same-day", null), "2026-10-23T17:00", apology)))
        .isEqualTo(
            "2026-10-22 RECEIPT, 2026-10-23 COUNTED 1, 2026-10-24 WEEKEND, 2026-10-25 WEEKEND,"
                + " 2026-10-26 COUNTED 2, 2026-10-27 COUNTED 3");
  }

  @Test
  void explainsCalendarDaysThatEndOnADayOff() {
    assertThat(account(history("2026-03-02T10:00", "5d", null)))
        .isEqualTo(
            "2026-03-02 RECEIPT, 2026-03-03 COUNTED 1, 2026-03-04 COUNTED 2, 2026-03-05 COUNTED 3,"
                + " 2026-03-06 COUNTED 4, 2026-03-07 COUNTED 5, 2026-03-08 WEEKEND,"
                + " 2026-03-09 MOVED");
  }

  @Test
  void explainsHoursByTheMinute() {
    DueDate due =
        CLOCK.explain(history("2026-03-06T16:00", "4wh", "2026-03-06T16:30/2026-03-09T13:00"));
    assertThat(due.account())
        .extracting(DueDate.Day::reason, DueDate.Day::minutes)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(DueDate.Reason.COUNTED, 30),
            org.assertj.core.groups.Tuple.tuple(DueDate.Reason.WEEKEND, 0),
            org.assertj.core.groups.Tuple.tuple(DueDate.Reason.WEEKEND, 0),
            org.assertj.core.groups.Tuple.tuple(DueDate.Reason.COUNTED, 210));
  }

  @Test
  void saysOfWhichDaysNoDecreeHasSpoken() {
    List<DueDate.Day> account = CLOCK.explain(history("2026-12-28T10:00", "5wd", null)).account();
    assertThat(account).filteredOn(day -> !day.decreed()).hasSize(5);
    assertThat(account)
        .filteredOn(day -> day.date().getYear() == 2026)
        .allMatch(DueDate.Day::decreed);
  }

  @Test
  void countsTheSaturdayDeskAsTheDayOfReceipt() {
    WorkingCalendar desk =
        new WorkingCalendar(
            new CalendarVersion("VN", 1),
            HANOI,
            OfficeHours.parse("08:00-12:00 13:00-17:00", "SATURDAY 08:00-11:30"),
            days(CALENDAR));
    SlaClock clock = new SlaClock(terms(desk, "RP-2025"));
    // at the desk on Saturday: Monday is the first day that counts
    assertThat(clock.due(history("2026-03-07T09:00", "2wd", null)))
        .isEqualTo(at("2026-03-10T17:00"));
    // after the desk has closed, and on a Saturday without one: Monday is the day of receipt
    assertThat(clock.due(history("2026-03-07T11:30", "2wd", null)))
        .isEqualTo(at("2026-03-11T17:00"));
    assertThat(CLOCK.due(history("2026-03-07T09:00", "2wd", null)))
        .isEqualTo(at("2026-03-11T17:00"));
    // one day from Saturday is due on Monday: there is no working day before it for a letter
    History oneDay = history("2026-03-07T09:00", "1wd", null);
    assertThat(clock.apologyBy(oneDay, clock.due(oneDay))).isEqualTo(at("2026-03-09T17:00"));
    // hours and same-day run from Monday's opening
    assertThat(clock.due(history("2026-03-07T09:00", "4wh", null)))
        .isEqualTo(at("2026-03-09T12:00"));
    assertThat(clock.due(history("2026-03-07T09:00", "same-day", null)))
        .isEqualTo(at("2026-03-09T17:00"));
  }

  @Test
  void movesOnlyForTheReasonsTheLawKnows() {
    // counted on from the rolled date, 23 February
    assertThat(
            CLOCK.due(
                adjusted(
                    history("2026-02-05T10:00", "15d", null),
                    "2026-02-13T09:00",
                    new DueDateAdjustment.StatutoryExtension(
                        Limit.parse("10d"), HEAD, "law", "doc"))))
        .isEqualTo(at("2026-03-05T17:00"));
    assertThat(
            CLOCK.due(
                adjusted(
                    history("2026-03-02T10:00", "3wd", null),
                    "2026-03-02T11:00",
                    new DueDateAdjustment.ExcludedInterval(
                        LocalDate.of(2026, 3, 3), LocalDate.of(2026, 3, 4), HEAD, "law", "doc"))))
        .isEqualTo(at("2026-03-09T17:00"));
    assertThat(
            CLOCK.due(
                adjusted(
                    history("2026-03-02T10:00", "3wd", null),
                    "2026-03-04T11:00",
                    new DueDateAdjustment.WrittenAgreement(
                        at("2026-03-20T10:00"), HEAD, "law", "doc"))))
        .isEqualTo(at("2026-03-20T10:00"));
  }

  @Test
  void movesANamedDateByTheWorkingDaysOfALaterPauseOnly() {
    var agreed = new DueDateAdjustment.WrittenAgreement(at("2026-03-20T10:00"), HEAD, "law", "doc");
    History before = history("2026-03-02T10:00", "3wd", "2026-03-03T09:00/2026-03-04T09:00");
    assertThat(CLOCK.due(adjusted(before, "2026-03-05T11:00", agreed)))
        .isEqualTo(at("2026-03-20T10:00"));
    History after = history("2026-03-02T10:00", "3wd", "2026-03-12T09:00/2026-03-16T09:00");
    assertThat(CLOCK.due(adjusted(after, "2026-03-05T11:00", agreed)))
        .isEqualTo(at("2026-03-24T10:00"));
    History lastDay = history("2026-03-02T10:00", "3wd", "2026-03-20T09:00/2026-03-25T09:00");
    assertThat(CLOCK.due(adjusted(lastDay, "2026-03-05T11:00", agreed)))
        .isEqualTo(at("2026-03-20T10:00"));
  }

  @Test
  void keepsADeadlineGivenFromOutside() {
    ClockTerms weekdays =
        terms(
            new WorkingCalendar(Calendars.WEEKDAYS, HANOI, OfficeHours.STANDARD, List.of()),
            "at-due");
    SlaClock clock = new SlaClock(weekdays);
    ClockStart.Term term = new ClockStart.Term.OfDeadline(at("2011-12-06T13:41"));
    assertThat(clock.original(at("2011-10-11T13:42"), term)).isEqualTo(at("2011-12-06T13:41"));
    History late = History.of(at("2011-12-07T10:00"), term);
    assertThat(clock.explain(late).account()).hasSize(1);
    assertThat(clock.apologyBy(late, clock.due(late))).isEqualTo(at("2011-12-06T13:41"));
  }

  static ClockTerms terms(WorkingCalendar calendar, String pack) {
    RulePack rules = ShippedRulePacks.get(pack);
    return new ClockTerms(calendar, rules.clock(), rules.apology(), rules.ladder());
  }

  static History history(String received, String limit, String pauses) {
    List<ClockPause> list = new ArrayList<>();
    if (pauses != null) {
      for (String text : pauses.split(";")) {
        String[] ends = text.split("/");
        list.add(pause(list.size() + 1, at(ends[0]), at(ends[1])));
      }
    }
    return new History(
        at(received), new ClockStart.Term.OfLimit(Limit.parse(limit)), list, List.of());
  }

  static ClockPause pause(int no, Instant from, Instant to) {
    return new ClockPause(
        no, new ClockPause.Order(ClockPause.Kind.SUPPLEMENT, HEAD, "r", "l", "d"), from, to);
  }

  static Instant at(String local) {
    return LocalDateTime.parse(local).atZone(HANOI).toInstant();
  }

  private static History adjusted(History history, String at, DueDateAdjustment adjustment) {
    return new History(
        history.receivedAt(),
        history.term(),
        history.pauses(),
        List.of(new Adjusted(adjustment, at(at))));
  }

  private static List<onestop.calendar.CalendarDay> days(WorkingCalendar calendar) {
    return LocalDate.of(2017, 1, 1)
        .datesUntil(LocalDate.of(2027, 1, 1))
        .map(calendar::special)
        .filter(java.util.Objects::nonNull)
        .toList();
  }

  private static String account(History history) {
    return CLOCK.explain(history).account().stream()
        .map(
            day ->
                day.date()
                    + " "
                    + day.reason()
                    + (day.counted() > 0 ? " " + day.counted() : "")
                    + (day.holiday() == null ? "" : " " + day.holiday()))
        .collect(Collectors.joining(", "));
  }
}
