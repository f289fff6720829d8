package onestop.web.page.receive;

import onestop.desk.papers.CounterSlips;
import onestop.desk.work.DossierFiles;
import onestop.dossiers.Intake;
import onestop.dossiers.life.Dossier;
import onestop.kernel.DossierCode;
import onestop.procedures.Catalogue;
import onestop.procedures.Procedure;
import onestop.web.download.FileAnswer;
import onestop.web.login.SignedIn;
import onestop.web.reach.PersonalData;
import onestop.web.reach.PersonalData.Of;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** What the counter hands out: after an application was received, or where papers are missing. */
@Controller
@PersonalData(Of.DOSSIER)
class ReceivedPage {
  private final DossierFiles files;
  private final Catalogue catalogue;
  private final CounterSlips slips;
  private final ReceiveWords words;

  ReceivedPage(DossierFiles files, Catalogue catalogue, CounterSlips slips, ReceiveWords words) {
    this.files = files;
    this.catalogue = catalogue;
    this.slips = slips;
    this.words = words;
  }

  /** The slip for the application as typed; what cannot be printed is refused by its field. */
  @PersonalData(Of.LISTED)
  @PostMapping(path = "/receive/{procedure}/send", params = "slip")
  ResponseEntity<byte[]> slip(
      @PathVariable String procedure,
      @RequestParam MultiValueMap<String, String> typed,
      @AuthenticationPrincipal SignedIn reader) {
    IntakeForm form = new IntakeForm(catalogue.current(procedure), typed);
    Intake intake = form.intake(reader, null);
    intake.requirePrintable();
    return FileAnswer.of(
        "giay-to-con-thieu", slips.supplement(intake, form.asked(), reader.actor()));
  }

  @GetMapping("/receive/done/{code}")
  String done(@PathVariable String code, Model model) {
    DossierFiles.WithClock file = files.get(new DossierCode(code));
    Dossier dossier = file.dossier();
    Procedure procedure = catalogue.version(dossier.pins().procedure());
    model.addAttribute("dossier", dossier);
    model.addAttribute("procedure", procedure);
    model.addAttribute("name", words.name(procedure));
    model.addAttribute("fee", words.fee(procedure));
    model.addAttribute("clock", file.clock());
    return "receive-done";
  }
}
