package onestop.engine.running;

import java.util.Collection;
import java.util.Map;
import onestop.engine.EngineClock;
import onestop.engine.ListedItems;
import onestop.engine.WorkItemEvent;
import onestop.kernel.DossierCode;
import onestop.kernel.OfficerId;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/**
 * The holders of work items: they stand in the list of work, which hears of a change by its event.
 * The process neither moves nor knows of it.
 */
@Component
class Holders {
  private final ObjectProvider<ListedItems> list;
  private final ApplicationEventPublisher events;
  private final EngineClock clock;

  Holders(ObjectProvider<ListedItems> list, ApplicationEventPublisher events, EngineClock clock) {
    this.list = list;
    this.events = events;
    this.clock = clock;
  }

  /** The holders of the waiting items of these dossiers, by item. */
  Map<String, OfficerId> in(Collection<DossierCode> dossiers) {
    return dossiers.isEmpty() ? Map.of() : list.getObject().holdersIn(dossiers);
  }

  /** Assigns a waiting item to an officer, or releases it if {@code officer} is null. */
  void give(DossierCode dossier, String item, @Nullable OfficerId officer) {
    events.publishEvent(new WorkItemEvent.Assigned(item, dossier, officer, clock.now()));
  }
}
