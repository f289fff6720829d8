package onestop.web.acts;

import java.util.List;
import onestop.desk.acts.ContinuedDossiers;
import onestop.dossiers.life.IntakeRecord.Continued;
import onestop.dossiers.life.IntakeRecord.Ground;
import onestop.kernel.DossierCode;
import onestop.web.login.SignedIn;
import onestop.web.reach.PersonalData;
import onestop.web.reach.PersonalData.Of;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** Dossiers that continue one another; one is continued by an application that names it. */
@RestController
@PersonalData(Of.DOSSIER)
class ContinuationsApi {
  private final ContinuedDossiers dossiers;

  ContinuationsApi(ContinuedDossiers dossiers) {
    this.dossiers = dossiers;
  }

  /**
   * How a dossier stands among those that continue one another.
   *
   * @param continues what it continues; null if it is no continuation
   * @param continuedBy the codes of the dossiers that continue it
   * @param grounds on which the caller may continue it now; empty if not
   */
  record Standing(@Nullable Continued continues, List<String> continuedBy, List<Ground> grounds) {}

  /** What the dossier continues, and what continues it. */
  @GetMapping("/api/v1/dossiers/{code}/continuations")
  Standing continuations(@PathVariable String code, @AuthenticationPrincipal SignedIn caller) {
    ContinuedDossiers.Standing standing = dossiers.of(new DossierCode(code), caller.caller());
    return new Standing(
        standing.continues(),
        standing.by().stream().map(DossierCode::value).toList(),
        List.copyOf(standing.grounds()));
  }
}
