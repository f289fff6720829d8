package onestop.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import onestop.node.NodeState.Clockwork;
import onestop.node.NodeState.Database;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How a journey to the database and back is judged. */
@Tag("pure")
class NodeProbeTest {
  private static final Instant DATABASE = Instant.parse("2026-03-02T03:00:00Z");

  @ParameterizedTest
  @CsvSource({
    // asked by our clock in ms before the database told, journey in ms, ahead in ms, agrees
    "0, 0, 0, true",
    "-5, 10, 0, true", // the middle of the journey is the database's moment
    "2000, 0, 2000, true", // just as much as is allowed
    "2001, 0, 2001, false",
    "-2001, 0, -2001, false", // behind is as wrong as ahead
    "900000, 4, 900002, false", // a quarter of an hour
    "-900000, 4, -899998, false",
    "-4000, 8000, 0, true", // a slow journey says nothing against the clock
    "2000, 3000, 3500, true", // 3.5 s at the middle, but perhaps no more than 2
    "4000, 3000, 5500, false", // at least 4, however the journey was divided
    "3600000, 1000, 3600500, false" // a zone's worth
  })
  void tellsADifferenceFromAJourney(long asked, long journey, long ahead, boolean agrees) {
    Clockwork seen =
        NodeProbe.compare(
            DATABASE.plusMillis(asked),
            DATABASE,
            Duration.ofMillis(journey),
            Duration.ofSeconds(2));
    assertThat(seen.ahead()).isEqualTo(Duration.ofMillis(ahead));
    assertThat(seen.agrees()).isEqualTo(agrees);
  }

  @Test
  void aDatabaseThatWasNotSeenForLongIsSilentAndOneThatNobodyLooksAtIsNot() {
    Duration silence = Duration.ofMinutes(1);
    long now = System.nanoTime();
    assertThat(NodeWatch.trouble(new Database(null, null), silence)).isEmpty();
    assertThat(NodeWatch.trouble(new Database(now, null), silence)).isEmpty();
    long before = now - Duration.ofMinutes(2).toNanos();
    assertThat(NodeWatch.trouble(new Database(before, null), silence)).contains("SILENT");
    assertThat(NodeWatch.trouble(new Database(now, DatabaseTrouble.AWAY), silence))
        .contains("AWAY");
  }
}
