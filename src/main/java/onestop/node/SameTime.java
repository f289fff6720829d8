package onestop.node;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import onestop.kernel.Failure;
import onestop.kernel.SettableClock;
import onestop.node.NodeState.Clockwork;
import org.springframework.stereotype.Component;

/**
 * Prevents a transaction of commands or timers from starting while this node's clock differs from
 * the database's. The check is part of the first statement of each transaction, so even the first
 * transaction after a clock jump records no wrong time.
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

  /** This node's current instant, to be taken just before the query to the database. */
  public Instant asking() {
    return clock.instant();
  }

  /**
   * Compares the time of the database with the time of the query.
   *
   * @param journey the time from the query to the answer
   * @throws Failure {@code kernel/clock-differs} if they differ by more than is allowed; a {@code
   *     SettableClock} may differ
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
