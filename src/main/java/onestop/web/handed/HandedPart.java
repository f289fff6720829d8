package onestop.web.handed;

import onestop.kernel.DossierCode;
import onestop.web.login.SignedIn;
import onestop.web.page.dossier.DossierPart;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.ModelAndView;

/** The files of a dossier, on the pages that show it, and the draft of its result at a step. */
@Component
final class HandedPart implements DossierPart {
  private final HandedView.Writer views;
  private final ResultView.Writer results;

  HandedPart(HandedView.Writer views, ResultView.Writer results) {
    this.views = views;
    this.results = results;
  }

  @Override
  public void addTo(ModelAndView page, DossierCode code, SignedIn reader) {
    page.addObject(HandedView.MODEL, views.of(code, reader));
    if ("work-item".equals(page.getViewName())) {
      page.addObject("result", results.of(code, reader));
    }
  }
}
