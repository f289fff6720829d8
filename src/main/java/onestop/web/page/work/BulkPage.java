package onestop.web.page.work;

import jakarta.servlet.http.HttpSession;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import onestop.desk.work.UnitWork;
import onestop.engine.CommandGateway.Outcome;
import onestop.inbox.InboxItem;
import onestop.web.login.SignedIn;
import onestop.web.page.Names;
import onestop.web.page.work.BulkSummary.Missed;
import onestop.web.reach.PersonalData;
import onestop.web.reach.PersonalData.Of;
import onestop.web.worklist.ChosenItems;
import onestop.web.worklist.ReturnPath;
import onestop.web.worklist.WorkListAddress;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * The acts on many items at once. A browser without scripts sends all in one form; a script sends
 * them in portions and shows how far it is. Either way the list shows one summary at the end, with
 * every item that failed and its reason.
 */
@Controller
@RequestMapping(ReturnPath.LIST)
@PersonalData(Of.NOBODY)
class BulkPage {
  private final ChosenItems items;
  private final UnitWork work;
  private final ManyOutcomes outcomes;
  private final Names names;

  BulkPage(ChosenItems items, UnitWork work, ManyOutcomes outcomes, Names names) {
    this.items = items;
    this.work = work;
    this.outcomes = outcomes;
    this.names = names;
  }

  /**
   * Items that were chosen in the list, and the list.
   *
   * @param whole {@code yes} if the whole list is meant, as far as one request goes
   * @param part {@code first} or {@code more} for a portion that a script sends; null for all
   */
  record Chosen(
      @Nullable List<String> id,
      @Nullable String back,
      @Nullable String whole,
      @Nullable String part) {
    List<String> ids() {
      return id == null ? List.of() : id.stream().distinct().toList();
    }

    String list() {
      return ReturnPath.of(back);
    }
  }

  /** How far a portion got. */
  record Progress(int done, int missed) {}

  @PostMapping("/claim")
  Object claim(
      @ModelAttribute Chosen chosen,
      @AuthenticationPrincipal SignedIn reader,
      HttpSession session,
      RedirectAttributes flash) {
    ChosenItems.Ids ids = ids(chosen, reader);
    Map<String, InboxItem> rows = work.rows(ids.ids(), reader.caller());
    BulkSummary summary =
        summary(BulkSummary.CLAIM, chosen, ids, rows, work.claim(ids.ids(), reader.caller()));
    Predicate<InboxItem> free = row -> row.assignee() == null;
    undo(chosen, summary, changed(ids, rows, summary, free), session);
    return answer(chosen, summary, session, flash);
  }

  @PostMapping("/release")
  Object release(
      @ModelAttribute Chosen chosen,
      @AuthenticationPrincipal SignedIn reader,
      HttpSession session,
      RedirectAttributes flash) {
    ChosenItems.Ids ids = ids(chosen, reader);
    Map<String, InboxItem> rows = work.rows(ids.ids(), reader.caller());
    BulkSummary summary =
        summary(BulkSummary.RELEASE, chosen, ids, rows, work.release(ids.ids(), reader.caller()));
    Predicate<InboxItem> held = row -> row.assignee() != null;
    undo(chosen, summary, changed(ids, rows, summary, held), session);
    return answer(chosen, summary, session, flash);
  }

  /** The ids of the list at an address, for a script that sends them in portions. */
  @GetMapping("/ids")
  @ResponseBody
  ChosenItems.Ids ids(
      @ModelAttribute("address") WorkListAddress address,
      @AuthenticationPrincipal SignedIn reader) {
    return items.all(address, reader);
  }

  private ChosenItems.Ids ids(Chosen chosen, SignedIn reader) {
    return items.of(chosen.whole(), chosen.list(), chosen.ids(), reader);
  }

  private BulkSummary summary(
      String act,
      Chosen chosen,
      ChosenItems.Ids ids,
      Map<String, InboxItem> rows,
      List<Outcome<Boolean>> outcomes) {
    List<Missed> missed = this.outcomes.missed(ids.ids(), rows, outcomes);
    return new BulkSummary(act, chosen.list(), outcomes.size() - missed.size(), ids.left(), missed);
  }

  /** The items that the act changed: those that were as it wants them, and did not fail. */
  private static List<Undo.Item> changed(
      ChosenItems.Ids ids,
      Map<String, InboxItem> rows,
      BulkSummary summary,
      Predicate<InboxItem> before) {
    Set<String> missed = summary.missed().stream().map(Missed::id).collect(Collectors.toSet());
    return ids.ids().stream()
        .map(rows::get)
        .filter(row -> row != null && before.test(row) && !missed.contains(row.workItemId()))
        .map(row -> new Undo.Item(row.workItemId(), null, null))
        .toList();
  }

  private static void undo(
      Chosen chosen, BulkSummary summary, List<Undo.Item> changed, HttpSession session) {
    if ("more".equals(chosen.part())) {
      Undo.extend(session, summary.act(), changed);
    } else {
      Undo.keep(session, summary.act(), changed);
    }
  }

  private Object answer(
      Chosen chosen, BulkSummary summary, HttpSession session, RedirectAttributes flash) {
    boolean portion = chosen.part() != null;
    if (!portion && summary.done() == 0 && summary.missed().isEmpty()) {
      flash.addFlashAttribute("refused", names.text("wrong.no-item"));
      return "redirect:" + chosen.list();
    }
    boolean further =
        "more".equals(chosen.part())
            && session.getAttribute(BulkSummary.KEPT) instanceof BulkSummary;
    BulkSummary all =
        further ? ((BulkSummary) session.getAttribute(BulkSummary.KEPT)).and(summary) : summary;
    session.setAttribute(BulkSummary.KEPT, all);
    return portion
        ? ResponseEntity.ok(new Progress(summary.done(), summary.missed().size()))
        : "redirect:" + chosen.list();
  }
}
