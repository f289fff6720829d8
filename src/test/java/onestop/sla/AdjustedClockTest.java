package onestop.sla;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import onestop.kernel.Actor;
import onestop.sla.clock.ClockTerms.Adjusted;
import onestop.sla.clock.ClockTerms.History;
import onestop.sla.clock.DueDate;
import onestop.sla.clock.DueDate.Reason;
import onestop.sla.clock.DueDateAdjustment;
import onestop.sla.clock.DueDateAdjustment.Mistaken;
import onestop.sla.clock.SlaClock;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Pauses, excluded intervals, extensions, named dates and corrections against a recount. */
@Tag("pure")
class AdjustedClockTest {
  private static final long SEED = Long.getLong("onestop.seed", 20_261_127L);
  private static final int CASES = 1_500;
  private static final SlaClock CLOCK = new SlaClock(SlaClockTest.TERMS);
  private static final Actor HEAD = new Actor.Automaton("test");

  @ParameterizedTest
  @ValueSource(strings = {"wd", "d", "wh", "same-day", "until"})
  void agreesWithARecount(String unit) {
    Random random = new Random(SEED);
    for (int i = 0; i < CASES; i++) {
      AdjustedCase one = AdjustedCase.random(random, unit);
      assertThat(CLOCK.due(one.history()))
          .as("seed %s case %s: %s", SEED, i, one)
          .isEqualTo(one.due());
    }
  }

  /** The act and its correction stay on record; the date is the one without both. */
  @ParameterizedTest
  @ValueSource(strings = {"wd", "d", "wh", "same-day", "until"})
  void datesACorrectedActAsIfItHadNeverBeen(String unit) {
    Random random = new Random(SEED + 1);
    int moved = 0;
    for (int i = 0; i < CASES; i++) {
      AdjustedCase one = AdjustedCase.random(random, unit);
      Instant due = one.due();
      for (int act = 0; act < one.acts().size(); act++) {
        Instant without = one.withoutAct(act).due();
        History corrected = corrected(one, new Mistaken(Mistaken.What.ADJUSTMENT, act + 1));
        assertThat(CLOCK.due(corrected)).as("act %s of %s", act + 1, one).isEqualTo(without);
        moved += without.equals(due) ? 0 : 1;
      }
      for (int pause = 0; pause < one.pauses().size(); pause++) {
        Instant without = one.withoutPause(pause).due();
        History corrected = corrected(one, new Mistaken(Mistaken.What.PAUSE, pause + 1));
        assertThat(CLOCK.due(corrected)).as("pause %s of %s", pause + 1, one).isEqualTo(without);
        moved += without.equals(due) ? 0 : 1;
      }
    }
    assertThat(moved).as("corrections that moved a date").isGreaterThan(100);
  }

  private static History corrected(AdjustedCase one, Mistaken mistaken) {
    List<Adjusted> acts = new ArrayList<>(one.acts());
    Instant at = one.history().receivedAt().plusSeconds(90 * 86_400L);
    acts.add(new Adjusted(new DueDateAdjustment.Correction(mistaken, HEAD, "law", "doc"), at));
    return new History(one.history().receivedAt(), one.term(), one.pauses(), acts);
  }

  @ParameterizedTest
  @ValueSource(strings = {"wd", "d"})
  void accountsForEveryDayByTheReasonThatTheCalendarAndTheActsGive(String unit) {
    Random random = new Random(SEED + 2);
    for (int i = 0; i < CASES; i++) {
      AdjustedCase one = AdjustedCase.random(random, unit);
      DueDate due = CLOCK.explain(one.history());
      List<DueDate.Day> counted = due.account().stream().filter(day -> day.counted() > 0).toList();
      if (one.isCounted()) {
        assertThat(counted).as("%s", one).hasSize(one.length());
        assertThat(counted.get(counted.size() - 1).counted()).isEqualTo(one.length());
      }
      assertThat(due.account()).as("%s", one).allMatch(day -> isRight(one, day));
    }
  }

  private static boolean isRight(AdjustedCase one, DueDate.Day day) {
    boolean worked = AdjustedCase.worked(day.date());
    boolean paused = one.paused(day.date());
    boolean excluded = paused || one.interval(day.date(), Instant.MIN);
    return switch (day.reason()) {
      case AFTER_HOURS, RECEIPT -> worked;
      case PAUSED -> paused;
      case EXCLUDED -> excluded && !paused;
      case WEEKEND -> !worked && AdjustedCase.isWeekend(day.date());
      case HOLIDAY -> !worked && day.holiday() != null;
      case MAKEUP -> worked && !excluded && AdjustedCase.isWeekend(day.date());
      case COUNTED -> !excluded && day.minutes() == 0;
      case MOVED -> worked && !excluded;
    };
  }

  /** A limit of hours counts its minutes; a day without any says why. */
  @ParameterizedTest
  @ValueSource(strings = {"wh"})
  void accountsForEveryMinuteOfALimitOfHours(String unit) {
    Random random = new Random(SEED + 3);
    for (int i = 0; i < CASES; i++) {
      AdjustedCase one = AdjustedCase.random(random, unit);
      if (one.isCounted() && one.acts().stream().allMatch(AdjustedClockTest::isInterval)) {
        List<DueDate.Day> account = CLOCK.explain(one.history()).account();
        int minutes = account.stream().mapToInt(DueDate.Day::minutes).sum();
        assertThat(minutes).as("%s", one).isEqualTo(one.length() * 60);
        assertThat(account)
            .as("%s", one)
            .filteredOn(day -> day.reason() == Reason.PAUSED || day.reason() == Reason.EXCLUDED)
            .allMatch(day -> day.minutes() == 0 && day.counted() == 0)
            .allMatch(day -> AdjustedCase.worked(day.date()))
            .allMatch(
                day ->
                    (day.reason() == Reason.EXCLUDED)
                        == (one.interval(day.date(), Instant.MIN) && !one.paused(day.date())));
        assertThat(account)
            .as("%s", one)
            .filteredOn(day -> day.reason() == Reason.COUNTED || day.reason() == Reason.MAKEUP)
            .allMatch(day -> day.minutes() > 0 && day.counted() > 0);
      }
    }
  }

  private static boolean isInterval(Adjusted act) {
    return act.adjustment() instanceof DueDateAdjustment.ExcludedInterval;
  }
}
