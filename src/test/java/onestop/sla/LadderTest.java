package onestop.sla;

import static onestop.sla.SlaClockPropertyTest.worked;
import static onestop.sla.SlaClockTest.TERMS;
import static onestop.sla.SlaClockTest.at;
import static onestop.sla.SlaClockTest.history;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import onestop.calendar.Limit;
import onestop.kernel.Failure;
import onestop.procedures.LadderStep;
import onestop.sla.clock.ClockStart;
import onestop.sla.clock.ClockTerms;
import onestop.sla.clock.ClockTerms.History;
import onestop.sla.clock.Ladder;
import onestop.sla.clock.Mark;
import onestop.sla.clock.ScheduledMark;
import onestop.sla.clock.SlaClock;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** When the marks of a clock lie. */
@Tag("pure")
class LadderTest {
  private static final SlaClock CLOCK = new SlaClock(TERMS);

  @Test
  void laysAllStepsAgainstALongLimit() {
    assertThat(marks(history("2026-03-02T08:00", "10wd", null), 1))
        .containsExactly(
            mark(Mark.EARLY_WARNING, "2026-03-09T12:00"),
            mark(Mark.AT_RISK, "2026-03-12T10:00"),
            mark(Mark.DRAFT_APOLOGY, "2026-03-12T13:00"),
            mark(Mark.SIGN_APOLOGY, "2026-03-13T08:00"),
            mark(Mark.APOLOGY_LIMIT, "2026-03-13T17:00"),
            new ScheduledMark(Mark.OVERDUE, at("2026-03-16T17:00").plusMillis(1)),
            mark(Mark.ESCALATION_2, "2026-03-19T17:00"),
            mark(Mark.ESCALATION_3, "2026-03-30T17:00"));
  }

  @Test
  void collapsesForAShortLimit() {
    // the worked trace: three days over Tet; drafting comes before both warnings, which are dropped
    assertThat(marks(history("2026-02-11T10:00", "3wd", null), 1))
        .startsWith(
            mark(Mark.DRAFT_APOLOGY, "2026-02-12T13:00"),
            mark(Mark.SIGN_APOLOGY, "2026-02-13T08:00"),
            mark(Mark.APOLOGY_LIMIT, "2026-02-13T17:00"),
            new ScheduledMark(Mark.OVERDUE, at("2026-02-23T17:00").plusMillis(1)));
  }

  @Test
  void halvesTheTimeThatIsLeftWhereDraftingWouldComeBeforeReceipt() {
    // one day: the letter must be out today at 17:00, six working hours after receipt
    assertThat(marks(history("2026-03-02T10:00", "1wd", null), 1))
        .startsWith(
            mark(Mark.DRAFT_APOLOGY, "2026-03-02T14:00"),
            mark(Mark.SIGN_APOLOGY, "2026-03-02T15:30"),
            mark(Mark.APOLOGY_LIMIT, "2026-03-02T17:00"));
    // one second before the office closes, the same in half seconds
    assertThat(marks(history("2026-03-02T16:59:59", "1wd", null), 1))
        .startsWith(
            mark(Mark.DRAFT_APOLOGY, "2026-03-02T16:59:59.500"),
            mark(Mark.SIGN_APOLOGY, "2026-03-02T16:59:59.750"),
            mark(Mark.APOLOGY_LIMIT, "2026-03-02T17:00"));
  }

  @Test
  void putsTheLettersLimitOfAShortLimitAtItsDueMoment() {
    assertThat(marks(history("2026-03-02T10:00", "same-day", null), 1))
        .containsSubsequence(
            mark(Mark.APOLOGY_LIMIT, "2026-03-02T17:00"),
            new ScheduledMark(Mark.OVERDUE, at("2026-03-02T17:00").plusMillis(1)));
  }

  @ParameterizedTest
  @CsvSource({"same-day", "1wh", "2wh", "8wh", "9wh", "1wd", "2wd", "3wd", "15d", "30wd", "1d"})
  void keepsTheOrderAndNeverGoesBeforeReceipt(String limit) {
    for (String day : List.of("2026-08-20", "2026-08-21", "2026-08-22", "2026-02-13", "2017-01-03"))
      for (String time :
          List.of("00:00", "08:00", "08:01", "10:00", "14:59", "16:59:59", "17:00")) {
        History history = history(day + "T" + time, limit, null);
        List<ScheduledMark> marks = marks(history, 1);
        assertThat(marks)
            .as(limit + " " + day + " " + time)
            .isSortedAccordingTo(Comparator.comparing(ScheduledMark::mark))
            .allMatch(mark -> mark.at().isAfter(history.receivedAt()))
            .extracting(ScheduledMark::mark)
            .contains(Mark.DRAFT_APOLOGY, Mark.SIGN_APOLOGY, Mark.APOLOGY_LIMIT, Mark.OVERDUE);
      }
  }

  @Test
  void hasOnlyTheStepsAfterDueForASecondAppointment() {
    assertThat(marks(history("2026-03-02T08:00", "10wd", null), 2))
        .extracting(ScheduledMark::mark)
        .containsExactly(Mark.OVERDUE, Mark.ESCALATION_2, Mark.ESCALATION_3);
  }

  @Test
  void standsStillWhileTheClockIsPaused() {
    // half of ten days is gone at noon of the fifth; three days of pause move that by three days
    assertThat(marks(history("2026-03-02T08:00", "10wd", "2026-03-03T17:00/2026-03-06T17:00"), 1))
        .contains(mark(Mark.EARLY_WARNING, "2026-03-12T12:00"));
    // overdue on Tuesday, paused on Wednesday for a week: three working days late only afterwards
    assertThat(marks(history("2026-03-02T08:00", "1wd", "2026-03-04T09:00/2026-03-11T09:00"), 1))
        .contains(mark(Mark.ESCALATION_2, "2026-03-13T17:00"));
  }

  /**
   * A step so many working days before the due day, walked back day by day: it is dropped where it
   * would come before the receipt or after the drafting, and it never asks for a day before the
   * calendar begins.
   */
  @ParameterizedTest
  @ValueSource(
      strings = {"2017-01-01T09:00", "2017-01-03T09:00", "2026-03-07T09:00", "2026-02-12T16:00"})
  void walksBackByWorkingDaysButNeverBeforeTheReceipt(String received) {
    for (int back = 1; back <= 12; back++) {
      ClockTerms terms = ladder("AT_RISK", "due-" + back + "wd", "DRAFT_APOLOGY", "apologyBy@open");
      for (int limit = 1; limit <= 12; limit++) {
        History history = history(received, limit + "wd", null);
        List<ScheduledMark> marks = marks(terms, history);
        Instant draft = moment(marks, Mark.DRAFT_APOLOGY);
        LocalDate day = TERMS.calendar().dateOf(CLOCK.due(history));
        LocalDate first = TERMS.calendar().dateOf(history.receivedAt());
        for (int left = back; left > 0 && !day.isBefore(first); left -= worked(day) ? 1 : 0) {
          day = day.minusDays(1);
        }
        Instant warning = day.atTime(17, 0).atZone(SlaClockTest.HANOI).toInstant();
        boolean between =
            warning.isAfter(TERMS.calendar().nextOpening(history.receivedAt()))
                && warning.isBefore(draft);
        assertThat(moment(marks, Mark.AT_RISK))
            .as("%s wd before %s wd", back, limit)
            .isEqualTo(between ? warning : null);
      }
    }
  }

  /** A pack may write its steps in any order; a clerk gets them in the order of time. */
  @Test
  void ordersItsMarksByTime() {
    assertThat(
            marks(
                ladder("EARLY_WARNING", "60%", "AT_RISK", "30%"),
                history("2026-03-02T08:00", "10wd", null)))
        .extracting(ScheduledMark::mark)
        .containsExactly(Mark.AT_RISK, Mark.EARLY_WARNING);
  }

  /** A deadline that another register gave is no short limit: its letter has its day. */
  @Test
  void leavesADayForTheLetterOfAGivenDeadline() {
    History given =
        History.of(at("2026-03-02T08:00"), new ClockStart.Term.OfDeadline(at("2026-03-16T10:00")));
    assertThat(CLOCK.apologyBy(given, CLOCK.due(given))).isEqualTo(at("2026-03-13T17:00"));
  }

  @ParameterizedTest
  @CsvSource({"same-day, true", "1wh, true", "8wh, true", "9wh, false", "1wd, false", "1d, false"})
  void callsALimitShortUpToADayOfWork(String limit, boolean isShort) {
    assertThat(CLOCK.isShort(new ClockStart.Term.OfLimit(Limit.parse(limit)))).isEqualTo(isShort);
  }

  @Test
  void namesAStepItCannotRead() {
    ClockTerms bad =
        new ClockTerms(
            TERMS.calendar(),
            TERMS.conventions(),
            TERMS.apology(),
            List.of(new LadderStep("AT_RISK", "soon", List.of(), List.of())));
    assertThatThrownBy(
            () ->
                new Ladder(bad)
                    .marks(
                        history("2026-03-02T08:00", "1wd", null),
                        new Ladder.Span(Instant.EPOCH, Instant.EPOCH, 1)))
        .isInstanceOfSatisfying(
            Failure.class, failure -> assertThat(failure.slug()).isEqualTo("ladder-step"));
  }

  private static List<ScheduledMark> marks(History history, int appointmentNo) {
    Instant due = CLOCK.due(history);
    return new Ladder(TERMS)
        .marks(history, new Ladder.Span(due, CLOCK.apologyBy(history, due), appointmentNo));
  }

  private static List<ScheduledMark> marks(ClockTerms terms, History history) {
    Instant due = CLOCK.due(history);
    return new Ladder(terms).marks(history, new Ladder.Span(due, CLOCK.apologyBy(history, due), 1));
  }

  private static @Nullable Instant moment(List<ScheduledMark> marks, Mark mark) {
    return marks.stream()
        .filter(one -> one.mark() == mark)
        .map(ScheduledMark::at)
        .findFirst()
        .orElse(null);
  }

  private static ClockTerms ladder(String... marksAndMoments) {
    List<LadderStep> steps = new ArrayList<>();
    for (int i = 0; i < marksAndMoments.length; i += 2) {
      steps.add(new LadderStep(marksAndMoments[i], marksAndMoments[i + 1], List.of(), List.of()));
    }
    return new ClockTerms(TERMS.calendar(), TERMS.conventions(), TERMS.apology(), steps);
  }

  private static ScheduledMark mark(Mark mark, String at) {
    return new ScheduledMark(mark, at(at));
  }
}
