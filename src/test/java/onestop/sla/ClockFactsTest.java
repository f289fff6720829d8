package onestop.sla;

import static onestop.sla.SlaClockTest.at;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.Arrays;
import onestop.calendar.Limit;
import onestop.kernel.Actor;
import onestop.kernel.Failure;
import onestop.sla.clock.ClockPause;
import onestop.sla.clock.ClockStart.Term;
import onestop.sla.clock.DueDateAdjustment;
import onestop.sla.clock.DueDateAdjustment.Mistaken;
import onestop.sla.clock.Mark;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The facts of a clock: what is stored and published of them, and what they need. */
@Tag("pure")
class ClockFactsTest {
  private static final Actor HEAD = new Actor.Automaton("test");

  /** Stored and published under these names since the first release. */
  @Test
  void namesEachKindOfAdjustmentForEver() {
    LocalDate day = LocalDate.of(2026, 3, 2);
    assertThat(new DueDateAdjustment.StatutoryExtension(Limit.parse("1d"), HEAD, "l", "d").kind())
        .isEqualTo("StatutoryExtension");
    assertThat(
            new DueDateAdjustment.WrittenAgreement(at("2026-03-02T10:00"), HEAD, "l", "d").kind())
        .isEqualTo("WrittenAgreement");
    assertThat(
            new DueDateAdjustment.ApologyExtension(at("2026-03-02T10:00"), HEAD, "l", "d").kind())
        .isEqualTo("ApologyExtension");
    assertThat(new DueDateAdjustment.ExcludedInterval(day, day, HEAD, "l", "d").kind())
        .isEqualTo("ExcludedInterval");
    assertThat(
            new DueDateAdjustment.Correction(new Mistaken(Mistaken.What.PAUSE, 1), HEAD, "l", "d")
                .kind())
        .isEqualTo("Correction");
  }

  @ParameterizedTest
  @ValueSource(strings = {"3wd", "15d", "8wh", "same-day", "until 2011-12-06T06:41:00Z"})
  void writesATermAsItReadsIt(String text) {
    assertThat(Term.parse(text).text()).isEqualTo(text);
  }

  @Test
  void readsADeadlineAsADeadlineAndALimitAsALimit() {
    assertThat(Term.parse("until 2011-12-06T06:41:00Z"))
        .isEqualTo(new Term.OfDeadline(at("2011-12-06T13:41")));
    assertThat(Term.parse("3wd")).isEqualTo(new Term.OfLimit(new Limit.WorkingDays(3)));
  }

  /** Nothing pauses a clock without a reason, a law and a document. */
  @ParameterizedTest
  @CsvSource({
    "reason, , law, doc",
    "reason, ' ', law, doc",
    "legalBasis, why, , doc",
    "legalBasis, why, '', doc",
    "document, why, law, ",
    "document, why, law, '  '"
  })
  void refusesAPauseThatLacksAGround(
      String field, @Nullable String reason, @Nullable String basis, @Nullable String document) {
    assertThatThrownBy(
            () -> new ClockPause.Order(ClockPause.Kind.SUPPLEMENT, HEAD, reason, basis, document))
        .isInstanceOf(Failure.class)
        .hasMessage("sla/pause-needs {field=" + field + "}");
  }

  @Test
  void allowsAPauseOnlyOnTheGroundsOfTheLaw() {
    assertThat(ClockPause.Kind.values())
        .extracting(Enum::name)
        .containsExactlyInAnyOrder(
            "SUPPLEMENT", "FINANCE", "PUBLIC_POSTING", "VERIFICATION_ABROAD");
  }

  /** Two warnings, three marks of the letter, and what follows lateness. */
  @Test
  void partsTheMarksIntoWarningsLettersAndWhatFollows() {
    assertThat(Arrays.stream(Mark.values()).filter(Mark::isWarning))
        .containsExactly(Mark.EARLY_WARNING, Mark.AT_RISK);
    assertThat(Arrays.stream(Mark.values()).filter(Mark::isOfLetter))
        .containsExactly(Mark.DRAFT_APOLOGY, Mark.SIGN_APOLOGY, Mark.APOLOGY_LIMIT, Mark.OVERDUE);
    assertThat(Arrays.stream(Mark.values()).filter(Mark::isAfterDue))
        .containsExactly(Mark.OVERDUE, Mark.ESCALATION_2, Mark.ESCALATION_3);
  }
}
