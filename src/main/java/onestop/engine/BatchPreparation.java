package onestop.engine;

import java.util.List;
import java.util.Set;
import onestop.engine.CommandGateway.Target;
import onestop.kernel.DossierCode;

/**
 * Port: what an upper module reads and locks for all dossiers of a batch before its first command,
 * one statement instead of one a dossier. Called in the batch's transaction, in the order of the
 * beans; locks are taken in the order of the codes.
 */
public interface BatchPreparation {
  /**
   * Locks the dossiers, and reads and locks what else a process needs of those that may move on.
   * Some of them may not exist.
   *
   * @param moving some of {@code dossiers}
   * @param coming what is to be received: their series of numbers are locked after all dossiers
   */
  void prepare(Set<DossierCode> dossiers, Set<DossierCode> moving, List<Target.New> coming);

  /**
   * As {@link #prepare} with all of them moving, without waiting for anybody: the dossiers that
   * nobody else holds.
   */
  Set<DossierCode> tryLock(Set<DossierCode> dossiers);
}
