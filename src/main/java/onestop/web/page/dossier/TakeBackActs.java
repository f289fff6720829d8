package onestop.web.page.dossier;

import jakarta.servlet.http.HttpServletResponse;
import onestop.desk.acts.TakenBackSteps;
import onestop.dossiers.undo.TakeBacks;
import onestop.kernel.Failure;
import onestop.web.login.SignedIn;
import onestop.web.page.Names;
import onestop.web.page.dossier.DossierAgain.Sent;
import onestop.web.reach.PersonalData;
import onestop.web.reach.PersonalData.Of;
import onestop.web.words.Paths;
import onestop.web.worklist.ReturnPath;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The end of a step taken back on the page of its dossier; the step opens again. */
@Controller
@PersonalData(Of.DOSSIER)
class TakeBackActs {
  private final TakenBackSteps steps;
  private final DossierAgain again;
  private final Names names;

  TakeBackActs(TakenBackSteps steps, DossierAgain again, Names names) {
    this.steps = steps;
    this.again = again;
    this.names = names;
  }

  @PostMapping("/dossiers/{code}/take-back")
  String takeBack(
      @PathVariable String code,
      @RequestParam(defaultValue = "") String item,
      @AuthenticationPrincipal SignedIn reader,
      HttpServletResponse response,
      Model model,
      RedirectAttributes next) {
    try {
      TakeBacks.Again step = steps.take(item, reader.caller());
      next.addFlashAttribute("said", names.text("said.taken-back", step.dossier().value()));
      return Paths.redirectTo(ReturnPath.item(step.workItemId(), ReturnPath.LIST));
    } catch (Failure failure) {
      return again.refused(failure, new Sent(code, reader, response, model));
    }
  }
}
