package onestop.apologies;

import onestop.dossiers.Dossiers;
import onestop.dossiers.life.Dossier;
import onestop.kernel.DossierCode;
import onestop.procedures.Catalogue;
import onestop.procedures.RulePack;
import onestop.sla.ClockState;
import onestop.sla.SlaClocks;
import org.springframework.stereotype.Component;

/** The locks of an act on an obligation: the row of the dossier, then that of its clock. */
@Component
class DossierLocks {
  private final Dossiers dossiers;
  private final SlaClocks clocks;
  private final Catalogue catalogue;

  DossierLocks(Dossiers dossiers, SlaClocks clocks, Catalogue catalogue) {
    this.dossiers = dossiers;
    this.clocks = clocks;
    this.catalogue = catalogue;
  }

  /** Locks the dossier alone, until the caller's transaction ends. */
  void lock(DossierCode code) {
    dossiers.lock(code);
  }

  /** Locks the dossier, then its clock, until the caller's transaction ends. */
  LockedDossier hold(DossierCode code) {
    Dossier dossier = dossiers.lock(code);
    ClockState clock = clocks.hold(code);
    RulePack pack = catalogue.rulePack(dossier.pins().rulePack(), dossier.pins().rulePackVersion());
    return new LockedDossier(dossier, clock, pack, clocks.waitingSince(code).orElse(null));
  }
}
