package onestop.web.opinions;

import java.util.List;
import onestop.desk.consultations.AskedOpinions;
import onestop.desk.papers.HandedPapers;
import onestop.dossiers.papers.HandedFile;
import onestop.kernel.DossierCode;
import onestop.web.login.SignedIn;
import onestop.web.page.dossier.DossierPart;
import onestop.web.page.work.WorkRow;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.ModelAndView;

/** The questions about a dossier, on the pages that show it. */
@Component
final class OpinionPart implements DossierPart {
  private final AskedOpinions opinions;
  private final HandedPapers handed;
  private final OpinionView.Writer views;

  OpinionPart(AskedOpinions opinions, HandedPapers handed, OpinionView.Writer views) {
    this.opinions = opinions;
    this.handed = handed;
    this.views = views;
  }

  @Override
  public void addTo(ModelAndView page, DossierCode code, SignedIn reader) {
    List<AskedOpinions.Entry> entries = opinions.of(code, reader.caller());
    if (!entries.isEmpty()) {
      List<HandedFile> files = handed.of(code);
      page.addObject("opinions", entries.stream().map(entry -> views.of(entry, files)).toList());
    }
    if ("work-item".equals(page.getViewName())
        && Boolean.TRUE.equals(page.getModel().get("held"))
        && page.getModel().get("item") instanceof WorkRow item) {
      page.addObject("mayAskOpinion", opinions.mayAsk(item.id(), reader.caller()));
    }
  }
}
