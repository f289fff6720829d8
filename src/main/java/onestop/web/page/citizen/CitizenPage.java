package onestop.web.page.citizen;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Supplier;
import onestop.agencies.Agencies;
import onestop.conduct.Evaluation;
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
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;

/**
 * The public look-up and the evaluation after the result. The page needs no session: its forms
 * carry no token, because each proves by the digits that its sender holds the receipt. On the
 * counter's screen the page empties itself for the next person.
 */
@Controller
@RequestMapping("/lookup")
@PersonalData(Of.NOBODY)
class CitizenPage {
  private static final String COUNTER = "counter";

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

  /**
   * What the holder of a receipt types.
   *
   * @param screen {@value CitizenPage#COUNTER} on the counter's screen
   */
  record Ask(@Nullable String code, @Nullable String digits, @Nullable String screen) {
    String typedCode() {
      return Objects.requireNonNullElse(code, "");
    }

    String typedDigits() {
      return Objects.requireNonNullElse(digits, "");
    }

    boolean atCounter() {
      return COUNTER.equals(screen);
    }
  }

  @GetMapping
  String ask(@ModelAttribute Ask ask, Model model) {
    return page(ask, model);
  }

  /** After a change of language the reader returns to the empty form, from an answer too. */
  private static String page(Ask ask, Model model) {
    model.addAttribute("screen", ask.atCounter() ? COUNTER : "");
    model.addAttribute("here", ask.atCounter() ? "/lookup?screen=" + COUNTER : "/lookup");
    return "lookup";
  }

  @PostMapping
  String find(
      @ModelAttribute Ask ask,
      HttpServletRequest request,
      HttpServletResponse response,
      Locale locale,
      Model model) {
    answer(() -> look(ask, request), response, locale, model);
    model.addAttribute("e", EvaluationForm.EMPTY);
    return typed(ask, model);
  }

  @PostMapping("/evaluation")
  String evaluate(
      @ModelAttribute Ask ask,
      @ModelAttribute EvaluationForm form,
      HttpServletRequest request,
      HttpServletResponse response,
      Locale locale,
      Model model) {
    List<Failure> refusals = new ArrayList<>();
    if (answer(() -> give(ask, form, request, refusals), response, locale, model)) {
      if (refusals.isEmpty()) {
        model.addAttribute("said", names.text("citizen.evaluation.thanks"));
      } else {
        refuse(problems.of(refusals.get(0)), response, locale, model);
      }
    }
    model.addAttribute("e", form);
    return typed(ask, model);
  }

  private static String typed(Ask ask, Model model) {
    model.addAttribute("code", ask.typedCode());
    model.addAttribute("digits", ask.typedDigits());
    model.addAttribute("questions", Evaluation.Question.values());
    model.addAttribute("letterAnswers", Evaluation.Letter.values());
    model.addAttribute("longestRemark", Evaluation.LONGEST_REMARK);
    return page(ask, model);
  }

  private Outcome look(Ask ask, HttpServletRequest request) {
    return lookup.find(ask.typedCode(), ask.typedDigits(), request.getRemoteAddr());
  }

  /** The answer to the look-up; an evaluation that is not recorded is added to the refusals. */
  private Outcome give(
      Ask ask, EvaluationForm form, HttpServletRequest request, List<Failure> refusals) {
    try {
      return lookup.evaluate(
          ask.typedCode(), ask.typedDigits(), form.evaluation(), request.getRemoteAddr());
    } catch (Failure refused) {
      if (!refused.module().equals("reports")) {
        throw refused; // the code or the digits
      }
      refusals.add(refused);
      return look(ask, request);
    }
  }

  /** Whether the holder was admitted, and what was asked for was done. */
  private boolean answer(
      Supplier<Outcome> asked, HttpServletResponse response, Locale locale, Model model) {
    try {
      Outcome outcome = asked.get();
      if (outcome instanceof Outcome.Found found) {
        show(found.answer(), model);
        return true;
      }
      refuse(((Outcome.Refused) outcome).problem(), response, locale, model);
    } catch (Failure refused) {
      refuse(problems.of(refused), response, locale, model);
    }
    return false;
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
