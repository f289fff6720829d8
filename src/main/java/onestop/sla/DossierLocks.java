package onestop.sla;

import java.util.Collection;
import onestop.kernel.DossierCode;

/**
 * Port: locks dossiers for a change of many clocks outside a batch. Every transaction locks a
 * dossier before its clock and its clock before its timer; one that took the clock first could form
 * a deadlock with a firing timer, which skips a locked dossier but waits for a locked clock.
 */
public interface DossierLocks {
  /**
   * Locks the dossiers in the order of their codes, until the caller's transaction ends, and waits
   * for other transactions; a code that does not exist is skipped.
   */
  void lockInOrder(Collection<DossierCode> codes);
}
