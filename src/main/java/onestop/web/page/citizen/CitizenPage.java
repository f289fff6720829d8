package onestop.web.page.citizen;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Locale;
import onestop.agencies.Agencies;
import onestop.desk.lookup.CitizenAnswer;
import onestop.dossiers.life.DossierState;
import onestop.kernel.Failure;
import onestop.web.citizen.PublicLookup;
import onestop.web.citizen.PublicLookup.Outcome;
import onestop.web.page.Names;
import onestop.web.page.dossier.AccountView;
import onestop.web.reach.PersonalData;
import onestop.web.reach.PersonalData.Of;
import onestop.web.words.Problem;
import onestop.web.words.Problems;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * The public look-up. The page needs no session: nothing is stored, and the form carries no token,
 * because it changes nothing.
 */
@Controller
@RequestMapping("/lookup")
@PersonalData(Of.NOBODY)
class CitizenPage {
  private final PublicLookup lookup;
  private final Agencies agencies;
  private final Names names;
  private final AccountView account;
  private final Problems problems;

  CitizenPage(
      PublicLookup lookup, Agencies agencies, Names names, AccountView account, Problems problems) {
    this.lookup = lookup;
    this.agencies = agencies;
    this.names = names;
    this.account = account;
    this.problems = problems;
  }

  @GetMapping
  String ask(Model model) {
    return page(model);
  }

  /** After a change of language the reader returns to the empty form, from an answer too. */
  private static String page(Model model) {
    model.addAttribute("here", "/lookup");
    return "lookup";
  }

  @PostMapping
  String find(
      @RequestParam(defaultValue = "") String code,
      @RequestParam(defaultValue = "") String digits,
      HttpServletRequest request,
      HttpServletResponse response,
      Locale locale,
      Model model) {
    model.addAttribute("code", code);
    model.addAttribute("digits", digits);
    try {
      Outcome outcome = lookup.find(code, digits, request.getRemoteAddr());
      if (outcome instanceof Outcome.Found found) {
        show(found.answer(), model);
      } else if (outcome instanceof Outcome.Refused refused) {
        refuse(refused.problem(), response, locale, model);
      }
    } catch (Failure unreadable) {
      refuse(problems.of(unreadable), response, locale, model);
    }
    return page(model);
  }

  private void refuse(Problem problem, HttpServletResponse response, Locale locale, Model model) {
    response.setStatus(problem.status().value());
    problem.retryAfter().ifPresent(after -> response.setHeader(HttpHeaders.RETRY_AFTER, after));
    model.addAttribute("refused", problems.sentence(problem, locale));
    model.addAttribute("wrongField", problem.arguments().get("field"));
  }

  private void show(CitizenAnswer answer, Model model) {
    CitizenAnswer.Dates dates = answer.dates();
    model.addAttribute("a", answer);
    // nothing is left to collect where no result comes, or it was handed over
    model.addAttribute(
        "collects", answer.state().isOpen() || answer.state() == DossierState.RESOLVED);
    model.addAttribute("procedure", names.procedure(answer.procedure()));
    model.addAttribute("resolving", names.agency(answer.resolving()));
    model.addAttribute("desk", agencies.get(answer.receiving()));
    model.addAttribute("deskName", names.agency(answer.receiving()));
    model.addAttribute(
        "account",
        account.cells(
            answer.due(),
            new AccountView.Dates(dates.original(), dates.lawful(), dates.closedAt())));
    model.addAttribute("accountKinds", AccountView.KINDS);
  }
}
