package onestop.web.page.dossier;

import java.util.Objects;
import onestop.desk.work.ApplicantWithdrawals;
import onestop.desk.work.EscalationAnswers;
import onestop.escalation.EscalationLevel;
import onestop.kernel.DossierCode;
import onestop.kernel.Failure;
import onestop.web.login.SignedIn;
import onestop.web.page.Choices;
import onestop.web.page.Names;
import onestop.web.reach.PersonalData;
import onestop.web.reach.PersonalData.Of;
import onestop.web.words.Problems;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
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
  private final Names names;
  private final Problems problems;

  DossierActs(
      ApplicantWithdrawals withdrawals,
      EscalationAnswers escalations,
      Names names,
      Problems problems) {
    this.withdrawals = withdrawals;
    this.escalations = escalations;
    this.names = names;
    this.problems = problems;
  }

  @PostMapping("/dossiers/{code}/withdraw")
  String withdraw(
      @PathVariable String code,
      @RequestParam String reason,
      @AuthenticationPrincipal SignedIn reader,
      RedirectAttributes next) {
    try {
      withdrawals.withdraw(new DossierCode(code), reason, reader.caller());
      next.addFlashAttribute("said", names.text("said.withdrawn"));
    } catch (Failure failure) {
      next.addFlashAttribute(
          "refused", problems.sentence(failure, LocaleContextHolder.getLocale()));
      next.addFlashAttribute("typed", reason);
    }
    next.addAttribute("code", code);
    return "redirect:/dossiers/{code}";
  }

  @PostMapping("/dossiers/{code}/escalations/{level}/answer")
  String answer(
      @PathVariable String code,
      @PathVariable String level,
      @RequestParam(defaultValue = "") String text,
      @AuthenticationPrincipal SignedIn reader,
      RedirectAttributes next) {
    try {
      EscalationLevel rung = Objects.requireNonNull(Choices.of(EscalationLevel.class, level));
      escalations.answer(new DossierCode(code), rung, text.strip(), reader.caller());
      next.addFlashAttribute("said", names.text("said.answered"));
    } catch (Failure failure) {
      next.addFlashAttribute(
          "refused", problems.sentence(failure, LocaleContextHolder.getLocale()));
      next.addFlashAttribute("typedAnswer", text);
    }
    next.addAttribute("code", code);
    return "redirect:/dossiers/{code}";
  }
}
