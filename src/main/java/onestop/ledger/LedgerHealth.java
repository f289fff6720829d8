package onestop.ledger;

import java.util.Optional;
import onestop.incidents.Incidents;
import onestop.kernel.Failure;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.stereotype.Component;

/**
 * How far the ledger was when the node's driver last looked. Always up: letters are written whether
 * or not the log is published, and no node gets better by being stopped for it. Those who may see
 * details see the size that is integrated, the size that is published, and why it is not.
 *
 * <p>Told from memory: a probe asks no database.
 */
@Component("ledgerHealthIndicator")
public class LedgerHealth implements HealthIndicator {
  private final Ledger ledger;
  private final LedgerKeys keys;
  private volatile Health seen = Health.up().withDetail("looked", "not yet").build();

  LedgerHealth(Ledger ledger, LedgerKeys keys) {
    this.ledger = ledger;
    this.keys = keys;
  }

  @Override
  public Health health() {
    return seen;
  }

  /** Looks how far the ledger is; reads database and folder. */
  public void look() {
    Health.Builder health = Health.up();
    try {
      health.withDetail("integrated", ledger.size());
      Optional<Checkpoint> checkpoint = ledger.checkpoint();
      health.withDetail("published", checkpoint.map(Checkpoint::size).orElse(0L));
      health.withDetail("key", keys.signer().isPresent() ? "present" : "none: not published");
    } catch (Failure why) {
      health.withDetail("trouble", Incidents.reason(why));
    }
    seen = health.build();
  }
}
