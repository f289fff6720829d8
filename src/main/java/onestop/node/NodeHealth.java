package onestop.node;

import java.util.Optional;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.stereotype.Component;

/**
 * Health of this node: up if the database answers and its time agrees with this node's clock.
 * Answered from memory, without delay. Resources that only part of the work needs, such as a mail
 * server, do not count.
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
