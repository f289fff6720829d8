package onestop.web.fees;

import onestop.kernel.DossierCode;
import onestop.web.login.SignedIn;
import onestop.web.page.dossier.DossierPart;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.ModelAndView;

/** The fee account of a dossier, on the pages that show it. */
@Component
final class FeePart implements DossierPart {
  private final FeeView.Writer views;

  FeePart(FeeView.Writer views) {
    this.views = views;
  }

  @Override
  public void addTo(ModelAndView page, DossierCode code, SignedIn reader) {
    page.addObject(FeeView.MODEL, views.of(code, reader.caller()));
  }
}
