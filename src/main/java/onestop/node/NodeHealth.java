package onestop.node;

import java.util.Optional;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.stereotype.Component;

/**
 * Whether this node can do its work: the database answers and has our time. Told from memory, at
 * once; what only some of the work needs, a mail server for instance, is no part of it.
 */
@Component("nodeHealthIndicator")
class NodeHealth implements HealthIndicator {
  private final NodeState state;
  private final NodeSettings settings;

  NodeHealth(NodeState state, NodeSettings settings) {
    this.state = state;
    this.settings = settings;
  }

  @Override
  public Health health() {
    Optional<String> trouble = NodeWatch.trouble(state.database(), settings.silence());
    NodeState.Clockwork clock = state.clockwork();
    Health.Builder health =
        trouble.isEmpty() && clock.agrees() ? Health.up() : Health.outOfService();
    return health
        .withDetail("database", trouble.orElse("UP"))
        .withDetail("clockAheadMillis", clock.ahead().toMillis())
        .withDetail("clock", clock.agrees() ? "UP" : "DIFFERS")
        .build();
  }
}
