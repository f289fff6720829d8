package onestop.desk.lookup;

import java.util.Optional;
import onestop.conduct.Evaluation;
import onestop.conduct.Evaluations;
import onestop.dossiers.ReceiptHolders;
import onestop.dossiers.TypedCode;
import onestop.kernel.DossierCode;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Takes the evaluation of the holder of a receipt, after the result was returned. */
@Service
public class CitizenEvaluations {
  private final ReceiptHolders holders;
  private final Evaluations evaluations;

  CitizenEvaluations(ReceiptHolders holders, Evaluations evaluations) {
    this.holders = holders;
    this.evaluations = evaluations;
  }

  /**
   * Records the evaluation of a person who knows the code and the digits.
   *
   * @return the dossier; empty for any other person, as {@link ReceiptHolders#admit}
   * @throws onestop.kernel.Failure {@code dossiers/typed-digits}, or as {@link Evaluations#give}
   */
  @Transactional
  public Optional<DossierCode> give(TypedCode code, String digits, Evaluation evaluation) {
    Optional<DossierCode> dossier = holders.admit(code, digits);
    dossier.ifPresent(admitted -> evaluations.give(admitted, evaluation));
    return dossier;
  }
}
