package onestop.ledger;

import java.util.Optional;
import onestop.incidents.Incidents;
import onestop.kernel.Failure;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.stereotype.Component;

/**
 * The progress of the ledger at the last look of the node's driver. The status is always up:
 * letters are written whether or not the log is published, and stopping a node would repair
 * nothing. The details, for authorised readers, are the integrated size, the published size, and
 * the reason if the log is not published.
 *
 * <p>Answered from memory: a probe queries no database.
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

  /** Updates the progress; reads database and folder. */
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
