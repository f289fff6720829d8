package onestop.web.page.letters;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import onestop.agencies.Role;
import onestop.apologies.SignOutcome;
import onestop.apologies.obligation.ObligationFilter;
import onestop.apologies.obligation.SignOrder;
import onestop.desk.letters.LetterLists;
import onestop.desk.letters.LetterWork;
import onestop.kernel.AgencyCode;
import onestop.web.login.SignedIn;
import onestop.web.page.Choices;
import onestop.web.page.Names;
import onestop.web.page.Paging;
import onestop.web.reach.PersonalData;
import onestop.web.reach.PersonalData.Of;
import onestop.web.words.Problems;
import org.jspecify.annotations.Nullable;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The lists of letters of apology, and the signing of a batch. */
@Controller
@RequestMapping("/letters")
class LetterListPage {
  private final LetterLists lists;
  private final LetterWork letters;
  private final LetterRow.Writer rows;
  private final Names names;
  private final Problems problems;

  LetterListPage(
      LetterLists lists,
      LetterWork letters,
      LetterRow.Writer rows,
      Names names,
      Problems problems) {
    this.lists = lists;
    this.letters = letters;
    this.rows = rows;
    this.names = names;
    this.problems = problems;
  }

  @PersonalData(Of.LISTED)
  @GetMapping
  String list(
      @RequestParam(required = false) @Nullable String state,
      @RequestParam(required = false) @Nullable String agency,
      @RequestParam(required = false) @Nullable String q,
      @RequestParam(defaultValue = "1") int page,
      @ModelAttribute("here") String here,
      @AuthenticationPrincipal SignedIn reader,
      Model model) {
    Paging paging = Paging.of(page);
    String searched = Choices.orNull(q);
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
    model.addAttribute("q", q);
    model.addAttribute("states", LetterList.words());
    model.addAttribute("agencies", names.agencies());
    model.addAttribute("maySign", reader.hasAny(Role.HEAD_OF_AGENCY));
    model.addAttribute("toSign", lists.toSign(reader.caller()).stream().map(rows::row).toList());
    return "letters";
  }

  @PersonalData(Of.NOBODY)
  @PostMapping("/sign")
  String sign(
      @RequestParam(name = "id", required = false) @Nullable List<Long> ids,
      @RequestParam Map<String, String> typed,
      @AuthenticationPrincipal SignedIn reader,
      RedirectAttributes next) {
    if (ids == null || ids.isEmpty()) {
      next.addFlashAttribute("refused", names.text("wrong.no-letter"));
      return "redirect:/letters";
    }
    List<String> refused = new ArrayList<>();
    int issued = 0;
    List<SignOrder> orders =
        ids.stream()
            .map(id -> new SignOrder(id, revision(typed.get("revision-" + id)), null))
            .toList();
    for (SignOutcome outcome : letters.sign(orders, reader.caller())) {
      if (outcome instanceof SignOutcome.Refused no) {
        refused.add(problems.sentence(no.why(), LocaleContextHolder.getLocale()));
      } else {
        issued++;
      }
    }
    if (issued > 0) {
      next.addFlashAttribute("said", names.text("said.signed", issued));
    }
    if (!refused.isEmpty()) {
      next.addFlashAttribute("refused", String.join(" ", refused));
    }
    return "redirect:/letters";
  }

  /**
   * The revision of a letter when the list was shown; a text that is no number does not come from
   * this page.
   */
  private static Long revision(@Nullable String typed) {
    return typed != null && typed.matches("\\d{1,18}") ? Long.valueOf(typed) : -1L;
  }
}
