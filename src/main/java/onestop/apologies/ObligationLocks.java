package onestop.apologies;

import onestop.apologies.obligation.ObligationStore;
import onestop.dossiers.Dossiers;
import onestop.dossiers.life.Dossier;
import onestop.kernel.DossierCode;
import onestop.kernel.Failure;
import onestop.procedures.Catalogue;
import onestop.procedures.RulePack;
import onestop.sla.ClockState;
import onestop.sla.SlaClocks;
import org.springframework.stereotype.Component;

/**
 * The locks of a step on an obligation, always in this order: the row of the dossier, that of its
 * clock, that of the obligation. Each is held until the caller's transaction ends.
 */
@Component
class ObligationLocks {
  private final Dossiers dossiers;
  private final SlaClocks clocks;
  private final Catalogue catalogue;
  private final ObligationStore store;

  ObligationLocks(Dossiers dossiers, SlaClocks clocks, Catalogue catalogue, ObligationStore store) {
    this.dossiers = dossiers;
    this.clocks = clocks;
    this.catalogue = catalogue;
    this.store = store;
  }

  /** Locks the dossier alone. */
  void lockDossier(DossierCode code) {
    dossiers.lock(code);
  }

  /** Locks the dossier and its clock. */
  LockedDossier lock(DossierCode code) {
    Dossier dossier = dossiers.lock(code);
    ClockState clock = clocks.hold(code);
    RulePack pack = catalogue.rulePack(dossier.pins().rulePack(), dossier.pins().rulePackVersion());
    return new LockedDossier(dossier, clock, pack, clocks.waitingSince(code).orElse(null));
  }

  /**
   * Locks the dossier, its clock and one of its obligations.
   *
   * @throws Failure {@code apologies/no-such-obligation} if the dossier has none of that id
   */
  LockedObligation lock(DossierCode code, long id) {
    LockedDossier dossier = lock(code);
    return new LockedObligation(
        dossier, store.lock(code, id).orElseThrow(() -> Apologies.noSuchObligation(id)));
  }
}
