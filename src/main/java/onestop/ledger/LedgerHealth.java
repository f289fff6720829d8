package onestop.ledger;

import java.util.Optional;
import onestop.kernel.Failure;
import onestop.kernel.Incidents;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.stereotype.Component;

/**
 * How far the ledger is. Always up as long as it can be read: letters are written whether or not
 * the log is published, and no node gets better by being stopped for it. Those who may see details
 * see the size that is integrated, the size that is published, and why it is not.
 */
@Component("ledgerHealthIndicator")
class LedgerHealth implements HealthIndicator {
  private final Ledger ledger;
  private final LedgerKeys keys;

  LedgerHealth(Ledger ledger, LedgerKeys keys) {
    this.ledger = ledger;
    this.keys = keys;
  }

  @Override
  public Health health() {
    Health.Builder health = Health.up().withDetail("integrated", ledger.size());
    try {
      Optional<Checkpoint> checkpoint = ledger.checkpoint();
      health.withDetail("published", checkpoint.map(Checkpoint::size).orElse(0L));
      health.withDetail("key", keys.signer().isPresent() ? "present" : "none: not published");
    } catch (Failure why) {
      health.withDetail("trouble", Incidents.reason(why));
    }
    return health.build();
  }
}
