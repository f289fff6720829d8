package onestop.sla;

import static onestop.sla.SlaClockTest.HANOI;
import static onestop.sla.SlaClockTest.at;
import static onestop.sla.SlaClockTest.history;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.stream.Collectors;
import onestop.calendar.CalendarVersion;
import onestop.calendar.Limit;
import onestop.calendar.OfficeHours;
import onestop.calendar.WorkingCalendar;
import onestop.kernel.Actor;
import onestop.sla.clock.ClockTerms;
import onestop.sla.clock.ClockTerms.Adjusted;
import onestop.sla.clock.ClockTerms.History;
import onestop.sla.clock.DueDateAdjustment;
import onestop.sla.clock.SlaClock;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The day-by-day account where days, hours, desks and acts meet. */
@Tag("pure")
class AccountTest {
  private static final Actor HEAD = new Actor.Automaton("test");
  private static final ClockTerms SATURDAY_DESK =
      SlaClockTest.terms(
          new WorkingCalendar(
              new CalendarVersion("VN", 1),
              HANOI,
              OfficeHours.parse("08:00-12:00 13:00-17:00", "SATURDAY 08:00-11:30"),
              List.of()),
          "RP-2025");

  /** A Saturday desk takes dossiers in; nobody works on them before Monday. */
  @Test
  void startsWhereTheLimitStarts() {
    assertThat(account(SATURDAY_DESK, history("2026-03-07T09:00", "1wd", null)))
        .isEqualTo("07 RECEIPT, 08 WEEKEND, 09 COUNTED 1");
    assertThat(account(SATURDAY_DESK, history("2026-03-07T09:00", "4wh", null)))
        .isEqualTo("07 WEEKEND, 08 WEEKEND, 09 COUNTED 1 240m");
    assertThat(account(SATURDAY_DESK, history("2026-03-07T09:00", "same-day", null)))
        .isEqualTo("07 WEEKEND, 08 WEEKEND, 09 COUNTED 1");
  }

  @Test
  void saysOfADayWithoutMinutesWhetherItWasPausedOrExcluded() {
    History paused = history("2026-03-02T13:00", "8wh", "2026-03-02T17:00/2026-03-04T08:00");
    assertThat(account(SlaClockTest.TERMS, paused))
        .isEqualTo("02 COUNTED 1 240m, 03 PAUSED, 04 COUNTED 2 240m");
    assertThat(account(SlaClockTest.TERMS, with(history("2026-03-02T13:00", "8wh", null), day(3))))
        .isEqualTo("02 COUNTED 1 240m, 03 EXCLUDED, 04 COUNTED 2 240m");
    // a day that is both is the applicant's
    assertThat(account(SlaClockTest.TERMS, with(paused, day(3))))
        .isEqualTo("02 COUNTED 1 240m, 03 PAUSED, 04 COUNTED 2 240m");
  }

  /** The one day of the limit is the last; what was waited for before it is a pause. */
  @Test
  void countsOneDayOfASameDayLimitHoweverLongItWaits() {
    assertThat(
            account(
                SlaClockTest.TERMS,
                history("2026-03-02T09:00", "same-day", "2026-03-02T10:00/2026-03-05T09:00")))
        .isEqualTo("02 RECEIPT, 03 PAUSED, 04 PAUSED, 05 COUNTED 1");
    assertThat(
            account(
                SlaClockTest.TERMS,
                history("2026-03-02T09:00", "same-day", "2026-03-02T10:00/2026-03-05T15:01")))
        .isEqualTo("02 RECEIPT, 03 PAUSED, 04 PAUSED, 05 PAUSED, 06 COUNTED 1");
    assertThat(
            account(
                SlaClockTest.TERMS, with(history("2026-03-02T16:00", "same-day", null), day(3))))
        .isEqualTo("02 RECEIPT, 03 EXCLUDED, 04 COUNTED 1");
  }

  /** Days off count within an extension of calendar days, not within the working days before it. */
  @Test
  void countsEachStretchInItsOwnDays() {
    DueDateAdjustment more =
        new DueDateAdjustment.StatutoryExtension(Limit.parse("6d"), HEAD, "law", "doc");
    assertThat(account(SlaClockTest.TERMS, with(history("2026-03-05T09:00", "2wd", null), more)))
        .isEqualTo(
            "05 RECEIPT, 06 COUNTED 1, 07 WEEKEND, 08 WEEKEND, 09 COUNTED 2, 10 COUNTED 3,"
                + " 11 COUNTED 4, 12 COUNTED 5, 13 COUNTED 6, 14 COUNTED 7, 15 COUNTED 8,"
                + " 16 MOVED");
  }

  private static DueDateAdjustment day(int day) {
    LocalDate date = LocalDate.of(2026, 3, day);
    return new DueDateAdjustment.ExcludedInterval(date, date, HEAD, "law", "doc");
  }

  private static History with(History history, DueDateAdjustment adjustment) {
    return new History(
        history.receivedAt(),
        history.term(),
        history.pauses(),
        List.of(new Adjusted(adjustment, at("2026-03-02T16:30"))));
  }

  private static String account(ClockTerms terms, History history) {
    return new SlaClock(terms)
        .explain(history).account().stream()
            .map(
                day ->
                    "%02d %s".formatted(day.date().getDayOfMonth(), day.reason())
                        + (day.counted() > 0 ? " " + day.counted() : "")
                        + (day.minutes() > 0 ? " " + day.minutes() + "m" : ""))
            .collect(Collectors.joining(", "));
  }
}
