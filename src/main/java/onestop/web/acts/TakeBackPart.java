package onestop.web.acts;

import onestop.desk.acts.TakenBackSteps;
import onestop.kernel.DossierCode;
import onestop.web.login.SignedIn;
import onestop.web.page.dossier.DossierPart;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.ModelAndView;

/** Offers on the page of a dossier to take its last step back. */
@Component
final class TakeBackPart implements DossierPart {
  private final TakenBackSteps steps;

  TakeBackPart(TakenBackSteps steps) {
    this.steps = steps;
  }

  @Override
  public void addTo(ModelAndView page, DossierCode code, SignedIn reader) {
    if ("dossier".equals(page.getViewName())) {
      steps.offer(code, reader.caller()).ifPresent(offer -> page.addObject("takeBack", offer));
    }
  }
}
