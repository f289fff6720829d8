package onestop.web.acts;

import onestop.desk.acts.TakenBackSteps;
import onestop.kernel.DossierCode;
import onestop.web.login.SignedIn;
import onestop.web.page.Names;
import onestop.web.page.dossier.DossierPart;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.ModelAndView;

/** Offers on the page of a dossier to take its last step back. */
@Component
final class TakeBackPart implements DossierPart {
  private final TakenBackSteps steps;
  private final Names names;

  TakeBackPart(TakenBackSteps steps, Names names) {
    this.steps = steps;
    this.names = names;
  }

  @Override
  public void addTo(ModelAndView page, DossierCode code, SignedIn reader) {
    if ("dossier".equals(page.getViewName())) {
      steps
          .offer(code, reader.caller())
          .ifPresent(
              offer -> {
                page.addObject("takeBack", offer);
                page.addObject("takeBackStep", step(offer.step()));
              });
    }
  }

  /** The label of a step; its id if it has no label, as in the history. */
  private String step(String id) {
    return names.textOr("step." + id, id.replace('_', ' '));
  }
}
