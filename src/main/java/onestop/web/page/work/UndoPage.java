package onestop.web.page.work;

import jakarta.servlet.http.HttpSession;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import onestop.desk.acts.TakenBackSteps;
import onestop.desk.work.UnitAssignments;
import onestop.desk.work.UnitWork;
import onestop.dossiers.steps.AssignmentOrder;
import onestop.dossiers.undo.TakeBacks;
import onestop.engine.CommandGateway.Outcome;
import onestop.inbox.InboxItem;
import onestop.kernel.OfficerId;
import onestop.web.login.SignedIn;
import onestop.web.page.Names;
import onestop.web.page.work.BulkSummary.Missed;
import onestop.web.reach.PersonalData;
import onestop.web.reach.PersonalData.Of;
import onestop.web.words.Paths;
import onestop.web.worklist.ReturnPath;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * Takes the last act on waiting items back: claimed items become free, items given back are claimed
 * again, assigned items return to those who held them, ended steps wait again. It is a further act
 * with its own record, and each item may refuse it by itself, because somebody else has worked on
 * it since.
 */
@Controller
@RequestMapping("/my-work/undo")
@PersonalData(Of.NOBODY)
class UndoPage {
  private final UnitWork work;
  private final UnitAssignments assignments;
  private final TakenBackSteps steps;
  private final ManyOutcomes outcomes;
  private final Names names;

  UndoPage(
      UnitWork work,
      UnitAssignments assignments,
      TakenBackSteps steps,
      ManyOutcomes outcomes,
      Names names) {
    this.work = work;
    this.assignments = assignments;
    this.steps = steps;
    this.outcomes = outcomes;
    this.names = names;
  }

  @PostMapping
  String undo(
      @RequestParam int no,
      @RequestParam(required = false) @Nullable String back,
      @AuthenticationPrincipal SignedIn reader,
      HttpSession session,
      RedirectAttributes flash) {
    String list = ReturnPath.of(back);
    Undo undo = Undo.take(session, no);
    if (undo == null) {
      flash.addFlashAttribute("refused", names.text("wrong.undo-gone"));
      return "redirect:" + list;
    }
    if (undo.act().equals(BulkSummary.FINISH)) {
      return takeBack(undo, list, reader, session, flash);
    }
    Map<String, InboxItem> rows = rows(undo, reader);
    List<Outcome<Boolean>> done = back(undo, reader);
    List<Missed> missed = outcomes.missed(undo.ids(), rows, done);
    if (done.size() > missed.size()) {
      flash.addFlashAttribute("said", names.text("said.undone", done.size() - missed.size()));
    }
    if (!missed.isEmpty()) {
      session.setAttribute(
          BulkSummary.KEPT, new BulkSummary(inverse(undo.act()), list, 0, 0, missed));
    }
    return "redirect:" + list;
  }

  /** Ended steps are taken back; a single one opens again, or its refusal is said on the list. */
  private String takeBack(
      Undo undo, String list, SignedIn reader, HttpSession session, RedirectAttributes flash) {
    List<Outcome<TakeBacks.Again>> done = steps.take(undo.ids(), reader.caller());
    List<Missed> missed = new ArrayList<>();
    for (int i = 0; i < done.size(); i++) {
      RuntimeException failure = done.get(i).failure();
      if (failure != null) {
        String code = String.valueOf(undo.items().get(i).before());
        missed.add(new Missed(undo.ids().get(i), code, outcomes.why(failure)));
      }
    }
    TakeBacks.Again only = done.size() == 1 ? done.get(0).value() : null;
    if (only != null) {
      flash.addFlashAttribute("said", names.text("said.taken-back", only.dossier().value()));
      return Paths.redirectTo(ReturnPath.item(only.workItemId(), list));
    }
    if (done.size() > missed.size()) {
      flash.addFlashAttribute("said", names.text("said.undone", done.size() - missed.size()));
    }
    if (!missed.isEmpty()) {
      session.setAttribute(
          BulkSummary.KEPT, new BulkSummary(BulkSummary.TAKE_BACK, list, 0, 0, missed));
    }
    return Paths.redirectTo(list);
  }

  private Map<String, InboxItem> rows(Undo undo, SignedIn reader) {
    return undo.act().equals(BulkSummary.ASSIGN)
        ? assignments.chosen(undo.ids(), reader.caller()).stream()
            .collect(Collectors.toMap(InboxItem::workItemId, Function.identity()))
        : work.rows(undo.ids(), reader.caller());
  }

  private List<Outcome<Boolean>> back(Undo undo, SignedIn reader) {
    return switch (undo.act()) {
      case BulkSummary.CLAIM -> work.release(undo.ids(), reader.caller());
      case BulkSummary.RELEASE -> work.claim(undo.ids(), reader.caller());
      default ->
          assignments.assign(undo.items().stream().map(this::order).toList(), reader.caller());
    };
  }

  private AssignmentOrder order(Undo.Item item) {
    return new AssignmentOrder(
        item.id(), officer(item.now()), officer(item.before()), names.text("assign.undo-reason"));
  }

  private static @Nullable OfficerId officer(@Nullable String login) {
    return login == null ? null : new OfficerId(login);
  }

  private static String inverse(String act) {
    return switch (act) {
      case BulkSummary.CLAIM -> BulkSummary.RELEASE;
      case BulkSummary.RELEASE -> BulkSummary.CLAIM;
      default -> act;
    };
  }
}
