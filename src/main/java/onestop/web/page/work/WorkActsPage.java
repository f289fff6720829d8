package onestop.web.page.work;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import onestop.desk.work.UnitWork;
import onestop.inbox.InboxQuery.Tab;
import onestop.inbox.NextItem;
import onestop.inbox.own.SavedViews.SavedView;
import onestop.kernel.Failure;
import onestop.web.login.SignedIn;
import onestop.web.page.Names;
import onestop.web.page.NextWords;
import onestop.web.reach.PersonalData;
import onestop.web.reach.PersonalData.Of;
import onestop.web.words.Problems;
import onestop.web.worklist.ReturnPath;
import onestop.web.worklist.ViewLinks;
import onestop.web.worklist.WorkListAddress;
import onestop.web.worklist.WorkLists;
import org.jspecify.annotations.Nullable;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The acts on a whole list of work: the next item, and saved views. */
@Controller
@RequestMapping(ReturnPath.LIST)
@PersonalData(Of.NOBODY)
class WorkActsPage {
  private final WorkLists lists;
  private final UnitWork work;
  private final NextWords words;
  private final Names names;
  private final Problems problems;
  private final WorkColumns columns;
  private final WorkListPage page;

  WorkActsPage(
      WorkLists lists,
      UnitWork work,
      NextWords words,
      Names names,
      Problems problems,
      WorkColumns columns,
      WorkListPage page) {
    this.lists = lists;
    this.work = work;
    this.words = words;
    this.names = names;
    this.problems = problems;
    this.columns = columns;
    this.page = page;
  }

  /** Claims the free item that saves most and opens it; a form sent twice gives one item. */
  @PostMapping("/next")
  String next(
      @RequestParam(required = false) @Nullable String back,
      @RequestParam(required = false) @Nullable String key,
      @AuthenticationPrincipal SignedIn reader,
      RedirectAttributes flash,
      Locale locale) {
    String list = ReturnPath.of(back);
    try {
      Optional<NextItem.Given> claimed = work.next(reader.caller(), key);
      if (claimed.isEmpty()) {
        flash.addFlashAttribute("said", names.text("said.nothing-free"));
        return "redirect:" + list;
      }
      flash.addFlashAttribute("said", words.of(claimed.get()));
      return "redirect:" + ReturnPath.item(claimed.get().item().workItemId(), list);
    } catch (Failure failure) {
      flash.addFlashAttribute("refused", problems.sentence(failure, locale));
      return "redirect:" + list;
    }
  }

  /** Saves a view; after a refusal, the list is shown again with the typed name. */
  @PersonalData(Of.LISTED)
  @PostMapping("/views")
  String save(
      @RequestParam(defaultValue = "") String name,
      @RequestParam(defaultValue = "") String query,
      @AuthenticationPrincipal SignedIn reader,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model,
      RedirectAttributes flash) {
    WorkListAddress shown = WorkListAddress.parse("");
    try {
      WorkListAddress address = ViewLinks.tabbed(WorkListAddress.parse(query));
      lists.requireAnswers(address);
      lists.query(address, work.reader(reader.caller()), Tab.MINE); // refuses what is no choice
      shown = address;
      SavedView view = work.save(name, address.query(), reader.caller());
      flash.addFlashAttribute("said", names.text("said.view-saved", name.strip()));
      return "redirect:" + ReturnPath.of(ViewLinks.href(view));
    } catch (Failure failure) {
      response.setStatus(problems.status(failure));
      model.addAttribute("refused", problems.sentence(failure, LocaleContextHolder.getLocale()));
      model.addAttribute("viewName", name);
      model.addAttribute("address", shown);
      return page.list(shown, reader, request, model);
    }
  }

  /** Chooses the columns of a list; without a choice, the usual ones. */
  @PostMapping("/columns")
  String columns(
      @RequestParam(defaultValue = "") List<String> column,
      @RequestParam(defaultValue = "0") int view,
      @RequestParam(required = false) @Nullable String back,
      @AuthenticationPrincipal SignedIn reader,
      RedirectAttributes flash) {
    try {
      columns.choose(view, column, reader.caller());
      flash.addFlashAttribute("said", names.text("said.columns"));
    } catch (Failure failure) {
      flash.addFlashAttribute(
          "refused", problems.sentence(failure, LocaleContextHolder.getLocale()));
    }
    return "redirect:" + ReturnPath.of(back);
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
