package onestop.engine;

import java.time.Instant;
import onestop.kernel.DomainEvent;
import onestop.kernel.DossierCode;
import onestop.kernel.OfficerId;
import org.jspecify.annotations.Nullable;

/** What happens to work items; published inside the engine's transaction, in order. */
public sealed interface WorkItemEvent extends DomainEvent {
  String workItemId();

  /** A new work item waits. */
  record Created(WorkItem workItem, Instant at) implements WorkItemEvent {
    @Override
    public String workItemId() {
      return workItem.id();
    }

    @Override
    public DossierCode dossier() {
      return workItem.dossier();
    }
  }

  /** The item has another holder; {@code assignee} is null when it was given back. */
  record Assigned(String workItemId, DossierCode dossier, @Nullable OfficerId assignee, Instant at)
      implements WorkItemEvent {}

  /** The item is gone: completed by an officer, or cancelled with its process. */
  record Ended(String workItemId, DossierCode dossier, String step, Instant at)
      implements WorkItemEvent {}
}
