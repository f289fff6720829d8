package onestop.dossiers;

import java.time.Clock;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import onestop.dossiers.life.DossierStore;
import onestop.engine.BatchPreparation;
import onestop.engine.CommandGateway.Target;
import onestop.kernel.AgencyCode;
import onestop.kernel.DossierCode;
import onestop.sla.SlaClocks;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Locks the dossiers of a batch, then their clocks, then the counters of the desks that receive new
 * dossiers, with one statement each; and determines which of the new ones were received before.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class HeldDossiers implements BatchPreparation {
  private final DossierStore store;
  private final DossierNumbers numbers;
  private final SlaClocks clocks;
  private final Clock clock;
  private final ZoneId zone;

  HeldDossiers(
      DossierStore store, DossierNumbers numbers, SlaClocks clocks, Clock clock, ZoneId zone) {
    this.store = store;
    this.numbers = numbers;
    this.clocks = clocks;
    this.clock = clock;
    this.zone = zone;
  }

  @Override
  public void prepare(Set<DossierCode> dossiers, Set<DossierCode> moving, List<Target.New> coming) {
    store.lock(dossiers);
    clocks.hold(moving);
    if (!coming.isEmpty()) {
      store.findSubmitted(coming.stream().map(Target.New::submission).toList());
      numbers.hold(
          coming.stream().map(Target.New::series).map(AgencyCode::new).collect(Collectors.toSet()),
          clock.instant().atZone(zone).toLocalDate());
    }
  }

  @Override
  public Set<DossierCode> tryLock(Set<DossierCode> dossiers) {
    Set<DossierCode> free = store.tryLock(dossiers);
    clocks.hold(free);
    return free;
  }
}
