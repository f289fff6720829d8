package onestop.forecast.trial;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import onestop.calendar.Calendars;
import onestop.calendar.WorkingCalendar;
import onestop.forecast.trial.MadeYear.MadeDossier;
import onestop.forecast.trial.MadeYear.MadeOfficer;
import onestop.forecast.trial.OrderTrials.Plan;
import onestop.forecast.trial.OrderTrials.Result;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Made years, and the orders in which they are worked off. */
@Tag("pure")
class OrderTrialsTest {
  private static final WorkingCalendar CALENDAR = Calendars.shipped(ZoneId.of("Asia/Ho_Chi_Minh"));
  private static final Plan BUSY = new Plan(2026, 3_000, 1, 2, 92);

  /** One specialist, one head and one clerk who are always there. */
  private static MadeYear year(MadeDossier... dossiers) {
    List<MadeOfficer> officers =
        List.of(0, 1, 2, 3).stream().map(desk -> new MadeOfficer(desk, new boolean[10])).toList();
    return new MadeYear(List.of(dossiers), officers);
  }

  /** A certified copy: specialist, head, records clerk. */
  private static MadeDossier copy(int no, long arrivesAt, long dueAt, int specialist) {
    return new MadeDossier(no, 0, arrivesAt, dueAt, new int[] {specialist, 1, 1});
  }

  @Test
  void equalSeedsGiveEqualYearsAndOtherSeedsOthers() {
    MadeYear one = MadeYear.of(CALENDAR, BUSY, 5);
    assertThat(MadeYear.of(CALENDAR, BUSY, 5)).usingRecursiveComparison().isEqualTo(one);
    assertThat(MadeYear.of(CALENDAR, BUSY, 6).dossiers().get(0).arrivesAt())
        .isNotEqualTo(one.dossiers().get(0).arrivesAt());
    Plan small = new Plan(2026, 600, 1, 2, 92);
    assertThat(OrderTrials.run(CALENDAR, small)).isEqualTo(OrderTrials.run(CALENDAR, small));
  }

  @Test
  void aMadeYearHasThePlannedDossiersWorkAndDueDates() {
    MadeYear made = MadeYear.of(CALENDAR, BUSY, 1);
    assertThat(made.dossiers()).hasSize(BUSY.dossiers());
    long days = made.officers().get(0).away().length;
    assertThat(days).as("working days of 2026").isBetween(245L, 255L);
    double work =
        made.dossiers().stream().mapToInt(one -> one.minutes()[one.minutes().length - 3]).sum();
    assertThat(work / (6 * days * MadeYear.DAY)).isBetween(0.88, 0.96);
    for (MadeDossier one : made.dossiers()) {
      int limit = MadeYear.PROCEDURES.get(one.procedure()).days();
      long received = one.arrivesAt() / MadeYear.DAY;
      long due = one.dueAt() / MadeYear.DAY;
      assertThat(one.dueAt() % MadeYear.DAY).as("close of office").isZero();
      boolean afternoon = limit == 0 && one.arrivesAt() % MadeYear.DAY >= 360;
      assertThat(due - received).isEqualTo(limit + (afternoon ? 2 : 1));
    }
  }

  /** What one officer can do by hand: two dossiers, one of which cannot be in time. */
  @Test
  void eachOrderTakesWhatItSays() {
    // while the first keeps the desk until 100, a hopeless one is due first, another can be saved
    MadeDossier first = copy(0, 0, 480, 100);
    MadeDossier hopeless = copy(1, 10, 105, 300);
    MadeDossier saved = copy(2, 20, 170, 50);
    MadeYear year = year(first, hopeless, saved);
    assertThat(OrderTrial.run(year, GivingOrder.FIRST_COME).apologies()).isEqualTo(2);
    assertThat(OrderTrial.run(year, GivingOrder.DUE_DATE).apologies()).isEqualTo(2);
    OrderTrial.Ended next = OrderTrial.run(year, GivingOrder.NEXT_ITEM);
    assertThat(next.apologies()).isEqualTo(1);
    assertThat(next.lateMinutes()).as("100 + 50 + 300 + 2 - 105").isEqualTo(347);
    assertThat(next.latest()).isEqualTo(347);
    assertThat(next.dossiers()).isEqualTo(3);
  }

  @Test
  void officersWhoAreAwayTakeNothing() {
    boolean[] away = new boolean[10];
    Arrays.fill(away, 0, 2, true);
    MadeOfficer officer = new MadeOfficer(1, away);
    assertThat(officer.thereFrom(5)).isEqualTo(2 * MadeYear.DAY);
    assertThat(officer.thereFrom(2 * MadeYear.DAY + 7)).isEqualTo(2 * MadeYear.DAY + 7);
    MadeYear year =
        new MadeYear(
            List.of(copy(0, 0, 480, 10)),
            List.of(
                officer, new MadeOfficer(2, new boolean[10]), new MadeOfficer(3, new boolean[10])));
    assertThat(OrderTrial.run(year, GivingOrder.NEXT_ITEM).lateMinutes())
        .isEqualTo(2 * MadeYear.DAY + 12 - 480);
  }

  @Test
  void everyOrderEndsEveryDossierAndABusyYearIsSparedLetters() {
    List<Result> results = OrderTrials.run(CALENDAR, BUSY);
    assertThat(results).extracting(Result::order).containsExactly(GivingOrder.values());
    assertThat(results).allSatisfy(one -> assertThat(one.apologies()).hasSize(2));
    assertThat(results.get(2).average()).isLessThan(results.get(1).average());
    assertThat(results.get(1).average()).isLessThan(results.get(0).average());
  }
}
