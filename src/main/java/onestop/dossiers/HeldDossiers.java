package onestop.dossiers;

import java.util.Set;
import onestop.engine.BatchPreparation;
import onestop.kernel.DossierCode;
import onestop.sla.SlaClocks;
import org.springframework.stereotype.Component;

/** Locks the dossiers of a batch, then their clocks, one statement each. */
@Component
class HeldDossiers implements BatchPreparation {
  private final DossierStore store;
  private final SlaClocks clocks;

  HeldDossiers(DossierStore store, SlaClocks clocks) {
    this.store = store;
    this.clocks = clocks;
  }

  @Override
  public void prepare(Set<DossierCode> dossiers, Set<DossierCode> moving) {
    store.lock(dossiers);
    clocks.hold(moving);
  }

  @Override
  public Set<DossierCode> seize(Set<DossierCode> dossiers) {
    Set<DossierCode> free = store.seize(dossiers);
    clocks.hold(free);
    return free;
  }
}
