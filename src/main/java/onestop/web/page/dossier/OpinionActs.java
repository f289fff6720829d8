package onestop.web.page.dossier;

import jakarta.servlet.http.HttpServletResponse;
import onestop.desk.consultations.AskedOpinions;
import onestop.dossiers.consultations.Consultation.Place;
import onestop.kernel.DossierCode;
import onestop.kernel.Failure;
import onestop.web.login.SignedIn;
import onestop.web.page.Names;
import onestop.web.page.dossier.DossierAgain.Sent;
import onestop.web.reach.PersonalData;
import onestop.web.reach.PersonalData.Of;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** What the asking agency does with its question, on the page of the dossier. */
@Controller
@RequestMapping("/dossiers/{code}/opinions/{no}")
@PersonalData(Of.DOSSIER)
class OpinionActs {
  private final AskedOpinions opinions;
  private final DossierAgain again;
  private final Names names;

  OpinionActs(AskedOpinions opinions, DossierAgain again, Names names) {
    this.opinions = opinions;
    this.again = again;
    this.names = names;
  }

  @PostMapping("/remind")
  String remind(
      @PathVariable String code,
      @PathVariable int no,
      @AuthenticationPrincipal SignedIn reader,
      HttpServletResponse response,
      Model model,
      RedirectAttributes next) {
    return done(
        () -> opinions.remind(new Place(new DossierCode(code), no), reader.caller()),
        names.text("opinion.said.reminded", no),
        new Sent(code, reader, response, model),
        next);
  }

  @PostMapping("/withdraw")
  String withdraw(
      @PathVariable String code,
      @PathVariable int no,
      @RequestParam(defaultValue = "") String reason,
      @AuthenticationPrincipal SignedIn reader,
      HttpServletResponse response,
      Model model,
      RedirectAttributes next) {
    model.addAttribute("withdrawing", no);
    model.addAttribute("withdrawingReason", reason);
    return done(
        () -> opinions.withdraw(new Place(new DossierCode(code), no), reason, reader.caller()),
        names.text("opinion.said.withdrawn", no),
        new Sent(code, reader, response, model),
        next);
  }

  private String done(Runnable act, String said, Sent sent, RedirectAttributes next) {
    try {
      act.run();
    } catch (Failure failure) {
      return again.refused(failure, sent);
    }
    next.addFlashAttribute("said", said);
    next.addAttribute("code", sent.code());
    return "redirect:/dossiers/{code}#opinions";
  }
}
