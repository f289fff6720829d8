package onestop.desk.work;

import java.util.List;
import onestop.desk.Caller;
import onestop.dossiers.Dossiers;
import onestop.dossiers.life.Dossier;
import onestop.dossiers.steps.CorrectionOrder;
import onestop.dossiers.steps.Corrections;
import onestop.dossiers.steps.Corrections.Correctable;
import onestop.kernel.DossierCode;
import org.springframework.stereotype.Service;

/** Mistaken moves of a dossier's clock, and their corrections by a head. */
@Service
public final class ClockCorrections {
  private final Corrections corrections;
  private final Dossiers dossiers;

  ClockCorrections(Corrections corrections, Dossiers dossiers) {
    this.corrections = corrections;
    this.dossiers = dossiers;
  }

  /** The moves that can be corrected now, whoever may do it. */
  public List<Correctable> of(DossierCode code) {
    return corrections.of(dossiers.get(code).code());
  }

  /** The moves that the caller may correct now; empty if none. */
  public List<Correctable> openTo(Caller caller, Dossier dossier) {
    return corrections.mayCorrect(dossier, caller.id())
        ? corrections.of(dossier.code())
        : List.of();
  }

  /**
   * Records a correction.
   *
   * @throws onestop.kernel.Failure as {@link Corrections#correct}
   */
  public void correct(CorrectionOrder order, Caller caller) {
    corrections.correct(order, caller.actor());
  }
}
