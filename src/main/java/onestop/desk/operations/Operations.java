package onestop.desk.operations;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import onestop.delivery.DeliveryState;
import onestop.delivery.Outbox;
import onestop.engine.Timers;
import onestop.incidents.Incidents;
import onestop.incidents.OpenIncident;
import onestop.integrity.FsckRuns;
import onestop.ledger.Checkpoint;
import onestop.ledger.Ledger;
import onestop.node.NodeState;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/**
 * The state of the running system on one page: what is broken, what is behind, and when the
 * evidence was last checked. No value identifies an applicant.
 */
@Service
public final class Operations {
  /** More open incidents than these have one cause, which the first ones show. */
  private static final int INCIDENTS = 200;

  private final Incidents incidents;
  private final Timers timers;
  private final Outbox outbox;
  private final Ledger ledger;
  private final NodeState node;
  private final FsckRuns checks;
  private final Clock clock;

  Operations(
      Incidents incidents,
      Timers timers,
      Outbox outbox,
      Ledger ledger,
      NodeState node,
      FsckRuns checks,
      Clock clock) {
    this.incidents = incidents;
    this.timers = timers;
    this.outbox = outbox;
    this.ledger = ledger;
    this.node = node;
    this.checks = checks;
    this.clock = clock;
  }

  /**
   * The log of the ledger.
   *
   * @param entries entries that have their position
   * @param published entries under the last checkpoint
   * @param witnesses signatures on that checkpoint beside the log's own
   */
  public record Log(long entries, long published, int witnesses) {}

  /**
   * This node.
   *
   * @param clockAhead by how much its clock is ahead of the database's; negative if behind
   */
  public record Node(boolean atWork, Duration clockAhead, boolean clockAgrees, boolean database) {}

  /**
   * The system at a moment.
   *
   * @param incidents the open ones, the oldest first
   * @param timersBehind how long the oldest due timer has waited; zero if none is due
   * @param messages the number of outgoing messages that wait, are in hand, failed, or may have
   *     been sent
   * @param lastCheck null if the evidence was never checked
   */
  public record Standing(
      Instant at,
      List<OpenIncident> incidents,
      Duration timersBehind,
      Map<DeliveryState, Long> messages,
      Log log,
      Node node,
      FsckRuns.@Nullable Run lastCheck) {}

  /** The present state. Reads the database. */
  public Standing now() {
    Instant now = clock.instant();
    return new Standing(
        now,
        incidents.open(INCIDENTS),
        timers
            .nextAt()
            .filter(next -> next.isBefore(now))
            .map(next -> Duration.between(next, now))
            .orElse(Duration.ZERO),
        messages(),
        log(),
        node(),
        checks.last().orElse(null));
  }

  private Map<DeliveryState, Long> messages() {
    Map<DeliveryState, Long> counts = new EnumMap<>(DeliveryState.class);
    for (DeliveryState state :
        List.of(
            DeliveryState.QUEUED,
            DeliveryState.SENDING,
            DeliveryState.AMBIGUOUS,
            DeliveryState.FAILED)) {
      counts.put(state, outbox.count(state));
    }
    return counts;
  }

  private Log log() {
    Checkpoint last = ledger.checkpoint().orElse(null);
    return new Log(
        ledger.size(),
        last == null ? 0 : last.size(),
        last == null ? 0 : Math.max(0, last.signatures().size() - 1));
  }

  private Node node() {
    NodeState.Clockwork clockwork = node.clockwork();
    return new Node(
        node.isAtWork(), clockwork.ahead(), clockwork.agrees(), node.database().trouble() == null);
  }
}
