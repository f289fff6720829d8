package onestop.web.page.receive;

import onestop.dossiers.Dossiers;
import onestop.dossiers.life.Dossier;
import onestop.kernel.DossierCode;
import onestop.procedures.Catalogue;
import onestop.procedures.Procedure;
import onestop.sla.SlaClocks;
import onestop.web.reach.PersonalData;
import onestop.web.reach.PersonalData.Of;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** What the counter hands out after an application was received, and the way to the next one. */
@Controller
@PersonalData(Of.DOSSIER)
class ReceivedPage {
  private final Dossiers dossiers;
  private final Catalogue catalogue;
  private final SlaClocks clocks;
  private final ReceiveWords words;

  ReceivedPage(Dossiers dossiers, Catalogue catalogue, SlaClocks clocks, ReceiveWords words) {
    this.dossiers = dossiers;
    this.catalogue = catalogue;
    this.clocks = clocks;
    this.words = words;
  }

  @GetMapping("/receive/done/{code}")
  String done(@PathVariable String code, Model model) {
    Dossier dossier = dossiers.get(new DossierCode(code));
    Procedure procedure = catalogue.version(dossier.pins().procedure());
    model.addAttribute("dossier", dossier);
    model.addAttribute("procedure", procedure);
    model.addAttribute("name", words.name(procedure));
    model.addAttribute("fee", words.fee(procedure));
    model.addAttribute("clock", clocks.state(dossier.code()));
    return "receive-done";
  }
}
