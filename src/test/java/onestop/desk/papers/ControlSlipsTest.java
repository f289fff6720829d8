package onestop.desk.papers;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDateTime;
import onestop.forms.ControlSlipFields.Kept;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How a hand-over kept the due date, which is an inclusive moment. */
@Tag("pure")
class ControlSlipsTest {
  private static final LocalDateTime DUE = LocalDateTime.parse("2026-03-05T17:00");

  @ParameterizedTest
  @CsvSource({
    "2026-03-04T16:59, true, EARLY",
    "2026-03-04T16:59, false, ON_TIME",
    "2026-03-05T00:00, true, ON_TIME",
    "2026-03-05T17:00, true, ON_TIME",
    "2026-03-05T17:00, false, ON_TIME",
    "2026-03-05T17:00:00.001, true, LATE",
    "2026-03-05T17:00:00.001, false, LATE",
    "2026-04-01T08:00, true, LATE"
  })
  void isJudgedByTheDueDate(LocalDateTime at, boolean answer, Kept kept) {
    assertThat(ControlSlips.kept(at, DUE, answer)).isEqualTo(kept);
  }
}
