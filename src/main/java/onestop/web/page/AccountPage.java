package onestop.web.page;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Locale;
import onestop.kernel.Failure;
import onestop.web.login.OwnPassword;
import onestop.web.login.SignedIn;
import onestop.web.reach.PersonalData;
import onestop.web.reach.PersonalData.Of;
import onestop.web.words.Problems;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The page on which officers change their own password. */
@Controller
@PersonalData(Of.NOBODY)
class AccountPage {
  private static final String VIEW = "account-password";

  private final OwnPassword passwords;
  private final Problems problems;

  AccountPage(OwnPassword passwords, Problems problems) {
    this.passwords = passwords;
    this.problems = problems;
  }

  @GetMapping("/account/password")
  String show(@AuthenticationPrincipal SignedIn me, Model model) {
    model.addAttribute("given", me.hasGivenPassword());
    return VIEW;
  }

  @PostMapping("/account/password")
  String change(
      @AuthenticationPrincipal SignedIn me,
      Form form,
      HttpServletRequest request,
      HttpServletResponse response,
      RedirectAttributes after,
      Model model,
      Locale locale) {
    try {
      if (!form.password().equals(form.again())) {
        throw Failure.badInput("web", "password-differs", "field", "again");
      }
      passwords.change(
          me, new OwnPassword.Change(form.before(), form.password()), request, response);
    } catch (Failure refused) {
      model.addAttribute("refused", problems.sentence(refused, locale));
      response.setStatus(problems.status(refused));
      return show(me, model);
    }
    after.addFlashAttribute("changed", true);
    return "redirect:/account/password";
  }

  /** The typed form; none of it is ever shown again. */
  record Form(
      @RequestParam(defaultValue = "") String before,
      @RequestParam(defaultValue = "") String password,
      @RequestParam(defaultValue = "") String again) {
    Form {
      before = before == null ? "" : before;
      password = password == null ? "" : password;
      again = again == null ? "" : again;
    }

    @Override
    public String toString() {
      return "Form[hidden]";
    }
  }
}
