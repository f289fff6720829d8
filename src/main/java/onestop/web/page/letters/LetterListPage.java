package onestop.web.page.letters;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import onestop.agencies.Role;
import onestop.apologies.Apologies;
import onestop.apologies.SignOrder;
import onestop.apologies.SignOutcome;
import onestop.apologies.obligation.ApologyObligation;
import onestop.apologies.obligation.ObligationFilter;
import onestop.apologies.obligation.ObligationState;
import onestop.facts.PresentFigures;
import onestop.kernel.AgencyCode;
import onestop.web.login.SignedIn;
import onestop.web.page.Choices;
import onestop.web.page.Names;
import onestop.web.page.Paging;
import onestop.web.reach.Disclosure;
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
  private final Apologies apologies;
  private final PresentFigures figures;
  private final LetterRow.Writer rows;
  private final Disclosure disclosure;
  private final Names names;
  private final Problems problems;

  LetterListPage(
      Apologies apologies,
      PresentFigures figures,
      LetterRow.Writer rows,
      Disclosure disclosure,
      Names names,
      Problems problems) {
    this.apologies = apologies;
    this.figures = figures;
    this.rows = rows;
    this.disclosure = disclosure;
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
    String searched = disclosure.searched(Choices.orNull(q));
    // the default is the list of letters to work on; every list is one choice away
    String wanted = state != null ? state : searched == null ? "waiting" : "";
    LetterList chosen = Choices.of(LetterList.class, wanted);
    AgencyCode at = Choices.agency(agency);
    if (chosen == null) {
      ObligationFilter filter = new ObligationFilter(Set.of(), at, null).with(searched);
      model.addAttribute(
          "rows", rows.listed(apologies.find(filter, paging.offset(), paging.size())));
      paging.tell(model, apologies.count(filter), here);
    } else {
      PresentFigures.Entries letters =
          figures.letters(chosen.which(at).with(searched), paging.offset(), paging.size());
      Disclosure.Readings readings =
          disclosure.readings(
              letters.entries().stream().map(PresentFigures.Entry::dossier).toList());
      model.addAttribute(
          "rows", letters.entries().stream().map(entry -> row(entry, readings)).toList());
      paging.tell(model, letters.total(), here);
    }
    model.addAttribute("state", wanted);
    model.addAttribute("agency", agency);
    model.addAttribute("q", q);
    model.addAttribute("states", LetterList.words());
    model.addAttribute("agencies", names.agencies());
    boolean signs = reader.hasAny(Role.HEAD_OF_AGENCY);
    model.addAttribute("maySign", signs);
    model.addAttribute("toSign", signs ? rows.listed(toSign(reader)) : List.of());
    return "letters";
  }

  private List<ApologyObligation> toSign(SignedIn reader) {
    ObligationFilter drafted = new ObligationFilter(Set.of(ObligationState.DRAFTED), null, null);
    return apologies.find(drafted, 0, Apologies.MAX_SIZE).stream()
        .filter(o -> apologies.maySign(o, reader.officer().id()))
        .toList();
  }

  /**
   * The row of an entry; a late dossier without an obligation is a row too, because its letter is
   * missing.
   */
  private LetterRow row(PresentFigures.Entry entry, Disclosure.Readings readings) {
    Long obligation = entry.obligation();
    return obligation == null
        ? rows.without(entry.dossier(), entry.limitAt(), readings)
        : rows.listed(apologies.get(obligation), readings);
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
    for (SignOutcome outcome : apologies.sign(orders, reader.actor())) {
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
