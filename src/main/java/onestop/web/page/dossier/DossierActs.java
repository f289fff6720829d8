package onestop.web.page.dossier;

import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import java.util.Objects;
import onestop.desk.work.ApplicantWithdrawals;
import onestop.desk.work.EscalationAnswers;
import onestop.escalation.EscalationLevel;
import onestop.kernel.DossierCode;
import onestop.kernel.Failure;
import onestop.web.login.SignedIn;
import onestop.web.page.Choices;
import onestop.web.page.InsertedBlocks;
import onestop.web.page.Names;
import onestop.web.page.dossier.DossierAgain.Sent;
import onestop.web.reach.PersonalData;
import onestop.web.reach.PersonalData.Of;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The acts on a dossier's page: a withdrawal by the applicant, an answer to an escalation. */
@Controller
@PersonalData(Of.DOSSIER)
class DossierActs {
  private final ApplicantWithdrawals withdrawals;
  private final EscalationAnswers escalations;
  private final DossierAgain again;
  private final Names names;
  private final InsertedBlocks blocks;

  DossierActs(
      ApplicantWithdrawals withdrawals,
      EscalationAnswers escalations,
      DossierAgain again,
      Names names,
      InsertedBlocks blocks) {
    this.withdrawals = withdrawals;
    this.escalations = escalations;
    this.again = again;
    this.names = names;
    this.blocks = blocks;
  }

  /** An answer as typed, and the level it answers. */
  record TypedAnswer(String level, String text) {}

  @PostMapping("/dossiers/{code}/withdraw")
  String withdraw(
      @PathVariable String code,
      @RequestParam String reason,
      @AuthenticationPrincipal SignedIn reader,
      HttpServletResponse response,
      Model model,
      RedirectAttributes next) {
    try {
      withdrawals.withdraw(new DossierCode(code), reason, reader.caller());
      next.addFlashAttribute("said", names.text("said.withdrawn"));
    } catch (Failure failure) {
      model.addAttribute("typed", reason);
      return again.refused(failure, new Sent(code, reader, response, model));
    }
    next.addAttribute("code", code);
    return "redirect:/dossiers/{code}";
  }

  /** Inserts a text block into the reason of a withdrawal; nothing is written yet. */
  @PostMapping("/dossiers/{code}/withdraw/insert")
  String insert(
      @PathVariable String code,
      @RequestParam Map<String, String> typed,
      @AuthenticationPrincipal SignedIn reader,
      HttpServletResponse response,
      Model model) {
    DossierCode dossier = new DossierCode(code);
    model.addAttribute(
        "typed", blocks.into("reason", new InsertedBlocks.Sent(typed, dossier, reader, model)));
    return again.open(new Sent(code, reader, response, model));
  }

  @PostMapping("/dossiers/{code}/escalations/{level}/answer")
  String answer(
      @PathVariable String code,
      @PathVariable String level,
      @RequestParam(defaultValue = "") String text,
      @AuthenticationPrincipal SignedIn reader,
      HttpServletResponse response,
      Model model,
      RedirectAttributes next) {
    try {
      EscalationLevel rung = Objects.requireNonNull(Choices.of(EscalationLevel.class, level));
      escalations.answer(new DossierCode(code), rung, text.strip(), reader.caller());
      next.addFlashAttribute("said", names.text("said.answered"));
    } catch (Failure failure) {
      model.addAttribute("typedAnswer", new TypedAnswer(level, text));
      return again.refused(failure, new Sent(code, reader, response, model));
    }
    next.addAttribute("code", code);
    return "redirect:/dossiers/{code}";
  }
}
