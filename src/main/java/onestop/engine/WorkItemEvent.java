package onestop.engine;

import java.time.Instant;
import onestop.kernel.DomainEvent;
import onestop.kernel.DossierCode;
import onestop.kernel.OfficerId;
import org.jspecify.annotations.Nullable;

/** An event of a work item, published inside the engine's transaction, in order. */
public sealed interface WorkItemEvent extends DomainEvent {
  String workItemId();

  /** A work item has been created. */
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

  /** The holder of the item has changed; {@code assignee} is null after a release. */
  record Assigned(String workItemId, DossierCode dossier, @Nullable OfficerId assignee, Instant at)
      implements WorkItemEvent {}

  /** The item has ended: completed by an officer, or cancelled with its process. */
  record Ended(String workItemId, DossierCode dossier, String step, Instant at)
      implements WorkItemEvent {}
}
