package onestop.engine;

import java.util.Set;
import onestop.kernel.DossierCode;

/**
 * Port: what an upper module reads and locks for all dossiers of a batch before its first command,
 * one statement instead of one a dossier. Called in the batch's transaction, in the order of the
 * beans; locks are taken in the order of the codes.
 */
public interface BatchPreparation {
  /** Reads and locks the rows of these dossiers; some of them may not exist. */
  void prepare(Set<DossierCode> dossiers);

  /** As {@link #prepare}, without waiting for anybody: the dossiers that nobody else holds. */
  Set<DossierCode> seize(Set<DossierCode> dossiers);
}
