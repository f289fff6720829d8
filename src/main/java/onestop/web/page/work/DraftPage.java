package onestop.web.page.work;

import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import onestop.desk.work.Assignments;
import onestop.desk.work.Assignments.Task;
import onestop.desk.work.DraftWork;
import onestop.inbox.own.WorkDrafts.Save;
import onestop.kernel.Failure;
import onestop.web.login.SignedIn;
import onestop.web.page.Names;
import onestop.web.reach.PersonalData;
import onestop.web.reach.PersonalData.Of;
import onestop.web.words.Problems;
import onestop.web.worklist.ReturnPath;
import org.jspecify.annotations.Nullable;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * Drafts on the page of a work item: saved by a button, or by the page's script, which marks its
 * requests with the header {@value Parts#HEADER}.
 */
@Controller
@RequestMapping("/my-work")
@PersonalData(Of.WORK_ITEM)
class DraftPage {
  private final DraftWork drafts;
  private final Assignments assignments;
  private final WorkItemView view;
  private final DraftView words;
  private final Names names;
  private final Problems problems;

  DraftPage(
      DraftWork drafts,
      Assignments assignments,
      WorkItemView view,
      DraftView words,
      Names names,
      Problems problems) {
    this.drafts = drafts;
    this.assignments = assignments;
    this.view = view;
    this.words = words;
    this.names = names;
    this.problems = problems;
  }

  /** What a script is told: the revision that it has seen now, and the line to show. */
  record Told(int revision, String said) {}

  @PostMapping("/{id}/draft")
  Object save(
      @PathVariable String id,
      @RequestParam Map<String, String> typed,
      @RequestHeader(name = Parts.HEADER, required = false) @Nullable String part,
      @AuthenticationPrincipal SignedIn reader,
      Model model,
      HttpServletResponse response,
      RedirectAttributes next) {
    String list = ReturnPath.of(typed.get("back"));
    Map<String, String> fields = DraftView.fields(typed);
    Save save;
    try {
      save = drafts.save(id, seen(typed.get("draft")), fields, reader.caller());
    } catch (Failure failure) {
      if (part == null) {
        throw failure; // the answer to a person keeps what was typed
      }
      return ResponseEntity.status(problems.status(failure))
          .body(new Told(0, problems.sentence(failure, LocaleContextHolder.getLocale())));
    }
    if (save.saved()) {
      if (part != null) {
        return ResponseEntity.ok(new Told(save.draft().revision(), words.said(save.draft())));
      }
      next.addFlashAttribute("said", names.text("said.draft-saved"));
      return "redirect:" + ReturnPath.item(id, list);
    }
    model.addAttribute("back", list);
    model.addAttribute("conflict", words.conflict(fields, save.draft()));
    response.setStatus(HttpStatus.CONFLICT.value());
    if (part != null) {
      model.addAttribute("itemId", id);
      return "work-item :: conflict";
    }
    Task task = assignments.task(id);
    view.show(task, view.form(task, typed, reader), reader, model);
    model.addAttribute("draft", save.draft().revision());
    model.addAttribute("draftSaid", null);
    return "work-item";
  }

  @PostMapping("/{id}/draft/discard")
  String discard(
      @PathVariable String id,
      @RequestParam(required = false) @Nullable String draft,
      @RequestParam(required = false) @Nullable String back,
      @AuthenticationPrincipal SignedIn reader,
      RedirectAttributes next) {
    boolean gone = drafts.discard(id, seen(draft), reader.caller());
    next.addFlashAttribute(
        gone ? "said" : "refused", names.text(gone ? "said.draft-discarded" : "wrong.draft"));
    return "redirect:" + ReturnPath.item(id, ReturnPath.of(back));
  }

  /** The revision in a form; one that cannot be read has seen none. */
  private static int seen(@Nullable String revision) {
    return revision != null && revision.matches("\\d{1,9}") ? Integer.parseInt(revision) : 0;
  }
}
