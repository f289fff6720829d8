package onestop.web.page.dossier;

import jakarta.servlet.http.HttpServletResponse;
import onestop.desk.work.ClockCorrections;
import onestop.dossiers.steps.CorrectionOrder;
import onestop.kernel.DossierCode;
import onestop.kernel.Failure;
import onestop.web.login.SignedIn;
import onestop.web.page.Choices;
import onestop.web.page.Names;
import onestop.web.reach.PersonalData;
import onestop.web.reach.PersonalData.Of;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The form on a dossier's page with which a head corrects a mistaken move of the clock. */
@Controller
@PersonalData(Of.DOSSIER)
class CorrectionPages {
  private final ClockCorrections corrections;
  private final DossierAgain again;
  private final Names names;

  CorrectionPages(ClockCorrections corrections, DossierAgain again, Names names) {
    this.corrections = corrections;
    this.again = again;
    this.names = names;
  }

  /**
   * The typed form; {@code which} names the mistake as {@link CorrectionChoices.Choice#code()}
   * does.
   */
  record Form(
      @Nullable String which,
      @Nullable String deadlineOn,
      @Nullable String wrong,
      @Nullable String document) {
    String text(@Nullable String value) {
      return value == null ? "" : value.strip();
    }
  }

  @PostMapping("/dossiers/{code}/corrections")
  String correct(
      @PathVariable String code,
      @ModelAttribute Form form,
      @AuthenticationPrincipal SignedIn reader,
      HttpServletResponse response,
      Model model,
      RedirectAttributes next) {
    try {
      corrections.correct(order(new DossierCode(code), form), reader.caller());
      next.addFlashAttribute("said", names.text("said.corrected"));
    } catch (Failure failure) {
      model.addAttribute("typedCorrection", form);
      return again.refused(failure, new DossierAgain.Sent(code, reader, response, model));
    }
    next.addAttribute("code", code);
    return "redirect:/dossiers/{code}";
  }

  private static CorrectionOrder order(DossierCode code, Form form) {
    String[] which = form.text(form.which()).split(" ");
    CorrectionOrder.What what = Choices.of(CorrectionOrder.What.class, which[0]);
    if (what == null || which.length != 2 || !which[1].matches("\\d{1,4}")) {
      throw Failure.badInput("web", "correction-which");
    }
    return new CorrectionOrder(
        code,
        what,
        Integer.parseInt(which[1]),
        Choices.day(form.deadlineOn()),
        form.text(form.wrong()),
        form.text(form.document()));
  }
}
