package onestop.sla;

import static onestop.sla.SlaClockTest.at;
import static onestop.sla.SlaClockTest.pause;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import onestop.kernel.DossierCode;
import onestop.sla.clock.ClockPause;
import onestop.sla.clock.Lateness;
import onestop.sla.clock.PastClock;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The one rule of lateness: after the date, unless the applicant has been waited for since then.
 */
@Tag("pure")
class LatenessTest {
  private static final Instant DUE = at("2026-03-09T17:00");

  @ParameterizedTest
  @CsvSource({
    // the due moment is the last one in time
    "2026-03-09T16:59:59.999, , false",
    "2026-03-09T17:00, , false",
    "2026-03-09T17:00:00.001, , true",
    // a clock paused at the due moment or before keeps its dossier in time, however long
    "2026-06-30T08:00, 2026-03-03T09:00, false",
    "2026-06-30T08:00, 2026-03-09T17:00, false",
    // a pause that begins later heals nothing
    "2026-06-30T08:00, 2026-03-09T17:00:00.001, true",
    // before the due moment nothing is late
    "2026-03-09T09:00, 2026-03-03T09:00, false",
  })
  void isJudgedByTheDateAndThePause(String moment, @Nullable String waitingSince, boolean late) {
    Instant since = waitingSince == null ? null : at(waitingSince);
    assertThat(Lateness.isLate(at(moment), DUE, since)).isEqualTo(late);
    List<ClockPause> pauses =
        since == null
            ? List.of()
            : List.of(pause(1, at("2026-03-02T09:00"), at("2026-03-02T10:00")), open(2, since));
    assertThat(clock(pauses).isPast(DUE, at(moment))).isEqualTo(late);
  }

  @Test
  void aPauseThatHasEndedIsNoneThatStands() {
    ClockPause ended = pause(1, at("2026-03-03T09:00"), at("2026-03-04T09:00"));
    ClockPause open = open(2, at("2026-03-05T09:00"));
    assertThat(clock(List.of()).standing()).isNull();
    assertThat(clock(List.of(ended)).standing()).isNull();
    assertThat(clock(List.of(ended, open)).standing()).isEqualTo(open);
    assertThat(clock(List.of(ended)).isPast(DUE, at("2026-03-10T08:00"))).isTrue();
  }

  private static ClockPause open(int no, Instant from) {
    return new ClockPause(no, pause(no, from, from).order(), from, null);
  }

  private static PastClock clock(List<ClockPause> pauses) {
    DossierCode code = new DossierCode("000.00.01.H26-260302-0001");
    return new PastClock(code, DUE, DUE, DUE, DUE, 1, pauses, List.of());
  }
}
