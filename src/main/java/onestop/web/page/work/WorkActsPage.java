package onestop.web.page.work;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import onestop.desk.work.UnitWork;
import onestop.engine.CommandGateway.Outcome;
import onestop.inbox.InboxItem;
import onestop.inbox.InboxQuery.Tab;
import onestop.kernel.Failure;
import onestop.web.login.SignedIn;
import onestop.web.page.Names;
import onestop.web.page.StandingWords;
import onestop.web.reach.PersonalData;
import onestop.web.reach.PersonalData.Of;
import onestop.web.words.Problems;
import onestop.web.worklist.ReturnPath;
import onestop.web.worklist.WorkListAddress;
import onestop.web.worklist.WorkLists;
import org.jspecify.annotations.Nullable;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The acts on a whole list of work: the next item, many items at once, saved views. */
@Controller
@RequestMapping(ReturnPath.LIST)
@PersonalData(Of.NOBODY)
class WorkActsPage {
  /** As many items as a page of the list, and a list sent by hand, may name at once. */
  private static final int MOST = 200;

  private final WorkLists lists;
  private final UnitWork work;
  private final StandingWords standing;
  private final Names names;
  private final Problems problems;

  WorkActsPage(
      WorkLists lists, UnitWork work, StandingWords standing, Names names, Problems problems) {
    this.lists = lists;
    this.work = work;
    this.standing = standing;
    this.names = names;
    this.problems = problems;
  }

  /** Claims the most urgent free item and opens it. */
  @PostMapping("/next")
  String next(
      @RequestParam(required = false) @Nullable String back,
      @AuthenticationPrincipal SignedIn reader,
      RedirectAttributes flash,
      Locale locale) {
    String list = ReturnPath.of(back);
    try {
      Optional<InboxItem> claimed = work.next(reader.caller());
      if (claimed.isEmpty()) {
        flash.addFlashAttribute("said", names.text("said.nothing-free"));
        return "redirect:" + list;
      }
      StandingWords.Urgency urgency = standing.of(claimed.get());
      flash.addFlashAttribute(
          "said", names.text("said.next", urgency.text(), urgency.why()).strip());
      return "redirect:" + ReturnPath.item(claimed.get().workItemId(), list);
    } catch (Failure failure) {
      flash.addFlashAttribute("refused", problems.sentence(failure, locale));
      return "redirect:" + list;
    }
  }

  /** Items that were chosen in the list, and the list. */
  record Chosen(@Nullable List<String> id, @Nullable String back) {
    List<String> ids() {
      return id == null ? List.of() : id.stream().distinct().limit(MOST).toList();
    }

    String list() {
      return "redirect:" + ReturnPath.of(back);
    }
  }

  @PostMapping("/claim")
  String claim(
      @ModelAttribute Chosen chosen,
      @AuthenticationPrincipal SignedIn reader,
      RedirectAttributes flash) {
    return tell(chosen, "said.claimed-many", flash, work.claim(chosen.ids(), reader.caller()));
  }

  @PostMapping("/release")
  String release(
      @ModelAttribute Chosen chosen,
      @AuthenticationPrincipal SignedIn reader,
      RedirectAttributes flash) {
    return tell(chosen, "said.released-many", flash, work.release(chosen.ids(), reader.caller()));
  }

  /** Says how many succeeded, and for each kind of failure how many did not and why. */
  private String tell(
      Chosen chosen, String said, RedirectAttributes flash, List<Outcome<Boolean>> outcomes) {
    if (outcomes.isEmpty()) {
      flash.addFlashAttribute("refused", names.text("wrong.no-item"));
      return chosen.list();
    }
    Map<String, Integer> refused = new LinkedHashMap<>();
    for (Outcome<Boolean> outcome : outcomes) {
      RuntimeException failure = outcome.failure();
      if (failure != null) {
        String why =
            failure instanceof Failure known
                ? problems.sentence(known, LocaleContextHolder.getLocale())
                : names.text("wrong.item-broken");
        refused.merge(why, 1, Integer::sum);
      }
    }
    int failed = refused.values().stream().mapToInt(Integer::intValue).sum();
    if (failed < outcomes.size()) {
      flash.addFlashAttribute("said", names.text(said, outcomes.size() - failed));
    }
    if (failed > 0) {
      flash.addFlashAttribute(
          "refused",
          refused.entrySet().stream()
              .map(why -> names.text("wrong.items", why.getValue(), why.getKey()))
              .collect(Collectors.joining(" ")));
    }
    return chosen.list();
  }

  @PostMapping("/views")
  String save(
      @RequestParam(defaultValue = "") String name,
      @RequestParam(defaultValue = "") String query,
      @AuthenticationPrincipal SignedIn reader,
      RedirectAttributes flash) {
    String list = ReturnPath.LIST;
    try {
      WorkListAddress address = WorkListAddress.parse(query);
      lists.query(address, work.reader(reader.caller()), Tab.MINE); // refuses what is no choice
      list = ReturnPath.of(ReturnPath.LIST + "?" + address.query());
      work.save(name, address.query(), reader.caller());
      flash.addFlashAttribute("said", names.text("said.view-saved", name.strip()));
    } catch (Failure failure) {
      flash.addFlashAttribute(
          "refused", problems.sentence(failure, LocaleContextHolder.getLocale()));
    }
    return "redirect:" + list;
  }

  @PostMapping("/views/{no}/delete")
  String delete(
      @PathVariable int no, @AuthenticationPrincipal SignedIn reader, RedirectAttributes flash) {
    try {
      work.deleteView(no, reader.caller());
      flash.addFlashAttribute("said", names.text("said.view-deleted"));
    } catch (Failure failure) {
      flash.addFlashAttribute(
          "refused", problems.sentence(failure, LocaleContextHolder.getLocale()));
    }
    return "redirect:" + ReturnPath.LIST;
  }
}
