package onestop.dossiers.undo;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import onestop.dossiers.life.DossierEvent;
import onestop.dossiers.life.DossierState;
import onestop.kernel.Actor;
import onestop.kernel.DossierCode;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Which ends of steps stand. */
@Tag("pure")
class StandingStepsTest {
  private static DossierEvent event(int no, String kind, Map<String, Object> details) {
    return new DossierEvent(
        new DossierCode("000.00.01.H26-260302-0001"),
        no,
        kind,
        Instant.EPOCH.plusSeconds(no),
        new Actor.Automaton("test"),
        null,
        "appraise_dossier",
        DossierState.IN_PROGRESS,
        details);
  }

  @Test
  void anEndStandsUntilTheRecordOfTheSameItemTakesItBack() {
    DossierEvent first = event(1, StandingSteps.ENDED, Map.of("item", "a"));
    DossierEvent second = event(2, StandingSteps.ENDED, Map.of("item", "b"));
    DossierEvent back = event(3, StandingSteps.TAKEN_BACK, Map.of("item", "b"));
    DossierEvent again = event(4, StandingSteps.ENDED, Map.of("item", "c"));
    assertThat(StandingSteps.of(List.of(first, second, back, again))).containsExactly(first, again);
    assertThat(StandingSteps.takenBack("b", List.of(first, second, back))).contains(back);
    assertThat(StandingSteps.takenBack("a", List.of(first, second, back))).isEmpty();
  }

  @Test
  void anOlderEndWithoutAnItemIsNeverTakenBack() {
    DossierEvent old = event(1, StandingSteps.ENDED, Map.of("outcome", "done"));
    DossierEvent odd = event(2, StandingSteps.TAKEN_BACK, Map.of());
    assertThat(StandingSteps.of(List.of(old, odd))).containsExactly(old);
  }
}
