package onestop.desk.operations;

import onestop.apologies.Reconciliation;
import onestop.node.NodeState;
import org.springframework.stereotype.Service;

/** The sweep for lost timers and missing letters, at an operator's wish. */
@Service
public final class SweepNow {
  private final Reconciliation reconciliation;
  private final NodeState node;

  SweepNow(Reconciliation reconciliation, NodeState node) {
    this.reconciliation = reconciliation;
    this.node = node;
  }

  /**
   * Sweeps once, as every few minutes happens by itself.
   *
   * @return the number of dossiers that were repaired
   * @throws onestop.kernel.Failure {@code kernel/clock-differs} (BUSY) if this node rests
   */
  public int run() {
    node.requireWork();
    return reconciliation.sweep();
  }
}
