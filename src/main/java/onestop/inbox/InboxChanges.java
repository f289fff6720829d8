package onestop.inbox;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import onestop.kernel.AgencyCode;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * The agencies whose lists this node has changed and nobody was told of yet. A change counts from
 * the commit on; many changes of one agency are one. It costs no statement. Safe for many threads.
 */
@Component
class InboxChanges {
  private final Set<AgencyCode> changed = ConcurrentHashMap.newKeySet();

  /** Notes that the lists of these agencies change with the present transaction. */
  void note(AgencyCode... agencies) {
    if (!TransactionSynchronizationManager.isSynchronizationActive()) {
      changed.addAll(Arrays.asList(agencies));
      return;
    }
    present().agencies.addAll(Arrays.asList(agencies));
  }

  private OfTransaction present() {
    if (TransactionSynchronizationManager.getResource(this) instanceof OfTransaction kept) {
      return kept;
    }
    OfTransaction begun = new OfTransaction();
    TransactionSynchronizationManager.bindResource(this, begun);
    TransactionSynchronizationManager.registerSynchronization(begun);
    return begun;
  }

  /** The agencies whose lists have changed since the last call. */
  Set<AgencyCode> take() {
    Set<AgencyCode> taken = new HashSet<>(changed);
    changed.removeAll(taken);
    return taken;
  }

  /** What one transaction changes, while it lasts. */
  private final class OfTransaction implements TransactionSynchronization {
    private final Set<AgencyCode> agencies = new HashSet<>();

    @Override
    public void suspend() {
      TransactionSynchronizationManager.unbindResource(InboxChanges.this);
    }

    @Override
    public void resume() {
      TransactionSynchronizationManager.bindResource(InboxChanges.this, this);
    }

    @Override
    public void afterCommit() {
      changed.addAll(agencies);
    }

    @Override
    public void afterCompletion(int status) {
      TransactionSynchronizationManager.unbindResourceIfPossible(InboxChanges.this);
    }
  }
}
