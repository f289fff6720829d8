package onestop.engine.internals;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Date;
import org.camunda.bpm.engine.impl.calendar.CycleBusinessCalendar;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whatever cycle it is given, it answers as the engine's own calendar does. */
@Tag("pure")
class MarkCalendarTest {
  private final CycleBusinessCalendar ours =
      (CycleBusinessCalendar)
          MarkCalendar.calendars().getBusinessCalendar(CycleBusinessCalendar.NAME);
  private final CycleBusinessCalendar engines = new CycleBusinessCalendar();

  @ParameterizedTest
  @CsvSource({
    "R2/2026-03-05T10:00:00Z/PT1M",
    "R2/2026-03-05T10:00:00.123Z/PT1M",
    "R0/2026-03-05T10:00:00Z/PT1M",
    "R5/2026-03-05T09:58:00Z/PT30S",
    "R2/9999-01-01T00:00:00Z/PT1M",
    "R/2026-03-05T09:00:00Z/PT1H",
    "R3/PT10S",
    "R3/PT10S/2026-03-05T10:05:00Z",
    "R2/2026-03-05T10:00:00/P1D",
    "0 0 12 * * ?",
  })
  void readsCyclesAsTheEngineDoes(String cycle) {
    Instant start = Instant.parse("2026-03-05T10:00:00Z");
    for (long seconds : new long[] {-86_400, -61, -60, -1, 0, 1, 59, 60, 61, 119, 120, 121, 9999}) {
      Date from = Date.from(start.plusSeconds(seconds));
      for (long offset : new long[] {0, 1, 5_000, -5_000}) {
        assertThat(ours.resolveDuedate(cycle, from, offset))
            .as("%s after %s with %d", cycle, from.toInstant(), offset)
            .isEqualTo(engines.resolveDuedate(cycle, from, offset));
      }
    }
  }
}
