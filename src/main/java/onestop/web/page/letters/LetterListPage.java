package onestop.web.page.letters;

import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import java.util.Set;
import onestop.apologies.obligation.ObligationFilter;
import onestop.desk.letters.LetterLists;
import onestop.desk.letters.ReturnedLetters;
import onestop.kernel.AgencyCode;
import onestop.kernel.Failure;
import onestop.web.login.SignedIn;
import onestop.web.page.Choices;
import onestop.web.page.Names;
import onestop.web.page.Paging;
import onestop.web.reach.PersonalData;
import onestop.web.reach.PersonalData.Of;
import onestop.web.words.Problems;
import org.jspecify.annotations.Nullable;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The stack of letters to be signed, the signing of many, and the lists of letters. */
@Controller
@RequestMapping("/letters")
class LetterListPage {
  private final LetterLists lists;
  private final LetterRow.Writer rows;
  private final StackModel stack;
  private final SigningRound round;
  private final ReturnedLetters returned;
  private final Names names;
  private final Problems problems;

  LetterListPage(
      LetterLists lists,
      LetterRow.Writer rows,
      StackModel stack,
      SigningRound round,
      ReturnedLetters returned,
      Names names,
      Problems problems) {
    this.lists = lists;
    this.rows = rows;
    this.stack = stack;
    this.round = round;
    this.returned = returned;
    this.names = names;
    this.problems = problems;
  }

  /**
   * What is asked of the page.
   *
   * @param page the page of the list below, from 1
   * @param part the page of the stack, from 1
   */
  record Asked(
      @Nullable String state,
      @Nullable String agency,
      @Nullable String q,
      @Nullable Integer page,
      @Nullable Integer part) {
    static final Asked NOTHING = new Asked(null, null, null, null, null);
  }

  @PersonalData(Of.LISTED)
  @GetMapping
  String list(
      Asked asked,
      @ModelAttribute("here") String here,
      @AuthenticationPrincipal SignedIn reader,
      Model model) {
    return show(asked, here, reader, model);
  }

  private String show(Asked asked, String here, SignedIn reader, Model model) {
    String state = asked.state();
    String agency = asked.agency();
    Paging paging = Paging.of(asked.page() == null ? 1 : asked.page());
    String searched = Choices.orNull(asked.q());
    // the default is the list of letters to work on; every list is one choice away
    String wanted = state != null ? state : searched == null ? "waiting" : "";
    LetterList chosen = Choices.of(LetterList.class, wanted);
    AgencyCode at = Choices.agency(agency);
    LetterLists.Letters found =
        chosen == null
            ? lists.letters(
                new ObligationFilter(Set.of(), at, null).with(searched),
                paging.offset(),
                paging.size(),
                reader.caller())
            : lists.letters(
                chosen.which(at).with(searched), paging.offset(), paging.size(), reader.caller());
    model.addAttribute("rows", found.letters().stream().map(rows::row).toList());
    paging.tell(model, found.total(), here);
    model.addAttribute("state", wanted);
    model.addAttribute("agency", agency);
    model.addAttribute("q", asked.q());
    model.addAttribute("states", LetterList.words());
    model.addAttribute("agencies", names.agencies());
    model.addAttribute("returned", returned.count(reader.caller()));
    stack.into(model, asked.part() == null ? 1 : asked.part(), reader);
    return "letters";
  }

  @PersonalData(Of.LISTED)
  @PostMapping("/sign")
  String sign(
      @RequestParam MultiValueMap<String, String> typed,
      @AuthenticationPrincipal SignedIn reader,
      Model model,
      HttpServletResponse response,
      RedirectAttributes next) {
    Map<Long, Long> chosen;
    try {
      chosen = round.chosen(typed);
    } catch (Failure failure) {
      return refused(sentence(failure), reader, model, response);
    }
    if (chosen.isEmpty()) {
      return refused(names.text("wrong.no-letter"), reader, model, response);
    }
    SigningRound.Summary summary = round.sign(chosen, reader);
    if (summary.signed() > 0) {
      next.addFlashAttribute("said", names.text("said.signed", summary.signed()));
    }
    next.addFlashAttribute("round", summary);
    return "redirect:/letters";
  }

  private String refused(
      String sentence, SignedIn reader, Model model, HttpServletResponse response) {
    response.setStatus(HttpStatus.BAD_REQUEST.value());
    model.addAttribute("refused", sentence);
    return show(Asked.NOTHING, "/letters", reader, model);
  }

  private String sentence(Failure failure) {
    return problems.sentence(failure, LocaleContextHolder.getLocale());
  }
}
