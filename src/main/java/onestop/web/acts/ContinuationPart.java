package onestop.web.acts;

import onestop.desk.acts.ContinuedDossiers;
import onestop.kernel.DossierCode;
import onestop.web.login.SignedIn;
import onestop.web.page.dossier.DossierPart;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.ModelAndView;

/** What a dossier continues, what continues it, and the way to continue it, on its page. */
@Component
final class ContinuationPart implements DossierPart {
  private final ContinuedDossiers dossiers;

  ContinuationPart(ContinuedDossiers dossiers) {
    this.dossiers = dossiers;
  }

  @Override
  public void addTo(ModelAndView page, DossierCode code, SignedIn reader) {
    if ("dossier".equals(page.getViewName())) {
      ContinuedDossiers.Standing standing = dossiers.of(code, reader.caller());
      page.addObject("continuation", standing);
      page.addObject("continueProcedure", standing.procedure());
    }
  }
}
