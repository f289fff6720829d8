package onestop.engine;

import java.util.List;
import java.util.Set;
import onestop.engine.CommandGateway.Target;
import onestop.kernel.DossierCode;

/**
 * Port: the rows that an upper module reads and locks for all dossiers of a batch before its first
 * command, by one statement instead of one for each dossier. Called in the batch's transaction, in
 * the order of the beans; locks are taken in the order of the dossier codes.
 */
public interface BatchPreparation {
  /**
   * Locks the dossiers. For those whose process may move on, also reads and locks the other rows
   * that the process needs. Some of the dossiers may not exist.
   *
   * @param moving the subset of {@code dossiers} whose process may move on
   * @param coming the dossiers to be received; their series of numbers are locked after all
   *     dossiers
   */
  void prepare(Set<DossierCode> dossiers, Set<DossierCode> moving, List<Target.New> coming);

  /**
   * As {@link #prepare} with all of them moving, but without waiting for locks.
   *
   * @return the dossiers that no other transaction has locked
   */
  Set<DossierCode> tryLock(Set<DossierCode> dossiers);
}
