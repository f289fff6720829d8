package onestop.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import onestop.engine.Timers;
import onestop.kernel.SettableClock;
import onestop.simulation.Simulation.First;
import onestop.simulation.Simulation.Happened;
import onestop.simulation.Simulation.Kind;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The order in which things happen, on timers and acts of paper. */
@Tag("pure")
class SimulationTest {
  private static final Instant START = Instant.parse("2026-03-02T01:00:00Z");

  private final SettableClock clock = new SettableClock(START, ZoneOffset.UTC);
  private final List<String> diary = new ArrayList<>();
  private final PaperTimers timers = new PaperTimers();
  private final ActQueue acts = new ActQueue();

  private Simulation simulation(First first) {
    return new Simulation(clock, timers, acts, new Simulation.Settings(first, 2));
  }

  private static Instant second(int second) {
    return START.plusSeconds(second);
  }

  private void act(int second, String name) {
    acts.at(second(second), () -> note(name));
  }

  private void note(String what) {
    diary.add(Duration.between(START, clock.instant()).toSeconds() + " " + what);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ACTS|1 a,2 b,2 c,2 timer,2 timer,3 timer",
        "TIMERS|1 a,2 timer,2 timer,2 b,2 c,3 timer"
      })
  void goesFromMomentToMoment(First first, String order) {
    timers.due.addAll(List.of(second(2), second(2), second(3)));
    act(2, "b");
    act(1, "a");
    act(2, "c");
    assertThat(simulation(first).run(second(9))).isEqualTo(3);
    assertThat(diary).containsExactly(order.split(","));
    assertThat(clock.instant()).isEqualTo(second(9));
  }

  @Test
  void doesWhatIsDueAtTheEndAndNothingAfterIt() {
    timers.due.addAll(List.of(second(5), second(6)));
    act(5, "a");
    act(6, "b");
    Simulation simulation = simulation(First.ACTS);
    assertThat(simulation.run(second(5))).isEqualTo(1);
    assertThat(diary).containsExactly("5 a", "5 timer");
    assertThat(simulation.next(second(5))).isEqualTo(new Happened(Kind.NOTHING, 0));
    assertThat(clock.instant()).isEqualTo(second(5));
  }

  @Test
  void doesNowWhatIsLate() {
    timers.due.add(second(-60));
    act(-30, "a");
    simulation(First.TIMERS).run(second(1));
    assertThat(diary).containsExactly("0 a", "0 timer");
  }

  @Test
  void followsAnActThatBringsATimerNearer() {
    timers.due.add(second(9));
    acts.at(
        second(1),
        () -> {
          note("a");
          timers.due.add(second(2));
          act(3, "b");
        });
    simulation(First.ACTS).run(second(10));
    assertThat(diary).containsExactly("1 a", "2 timer", "3 b", "9 timer");
  }

  @Test
  void passesOverATimerThatWasCancelled() {
    timers.due.add(second(2));
    Simulation simulation = simulation(First.ACTS);
    timers.due.clear();
    act(4, "a");
    assertThat(simulation.next(second(9))).isEqualTo(new Happened(Kind.ACT, 0));
    assertThat(diary).containsExactly("4 a");
  }

  @Test
  void standsStillForATimerThatDoesNotFire() {
    timers.due.add(second(2));
    timers.stuck = true;
    assertThatThrownBy(() -> simulation(First.ACTS).run(second(3)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining(second(2).toString());
    assertThat(clock.instant()).isEqualTo(second(2));
  }

  @Test
  void firesAsManyAtOnceAsItIsTold() {
    for (int i = 0; i < 5; i++) {
      timers.due.add(second(1));
    }
    Simulation simulation = simulation(First.ACTS);
    assertThat(List.of(next(simulation), next(simulation), next(simulation)))
        .containsExactly(2, 2, 1);
  }

  private static int next(Simulation simulation) {
    return simulation.next(second(1)).timers();
  }

  private final class PaperTimers implements Timers {
    private final PriorityQueue<Instant> due = new PriorityQueue<>();
    private boolean stuck;

    @Override
    public Optional<Instant> nextAt() {
      return Optional.ofNullable(due.peek());
    }

    @Override
    public int fire(Instant now, int max) {
      int fired = 0;
      while (!stuck && fired < max && !due.isEmpty() && !due.peek().isAfter(now)) {
        due.remove();
        note("timer");
        fired++;
      }
      return fired;
    }
  }
}
