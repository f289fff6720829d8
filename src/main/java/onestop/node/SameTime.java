package onestop.node;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import onestop.kernel.Failure;
import onestop.kernel.SettableClock;
import onestop.node.NodeState.Clockwork;
import org.springframework.stereotype.Component;

/**
 * Lets no transaction of commands or timers begin at a time that is not the database's: asked with
 * the statement that each begins with, so that not even the first one after a clock has jumped is
 * written down at a wrong time.
 */
@Component
public class SameTime {
  private final NodeState state;
  private final NodeSettings settings;
  private final Clock clock;

  public SameTime(NodeState state, NodeSettings settings, Clock clock) {
    this.state = state;
    this.settings = settings;
    this.clock = clock;
  }

  /** This node's moment, to be taken just before the database is asked. */
  public Instant asking() {
    return clock.instant();
  }

  /**
   * Compares what the database told with when it was asked.
   *
   * @param journey from the question to the answer
   * @throws Failure {@code kernel/clock-differs} if they differ by more than is allowed; a clock
   *     that is set by hand may differ
   */
  public void check(Instant asked, Instant told, Duration journey) {
    if (clock instanceof SettableClock) {
      return;
    }
    Clockwork seen = NodeProbe.compare(asked, told, journey, settings.clockSkew());
    if (!seen.agrees()) {
      throw NodeState.wrongTime(seen);
    }
    state.requireWork();
  }
}
