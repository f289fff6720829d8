package onestop.web.page.work;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.util.List;
import java.util.Map;
import onestop.agencies.Post;
import onestop.desk.acts.TakenBackSteps;
import onestop.desk.work.Assignments;
import onestop.desk.work.Assignments.Task;
import onestop.desk.work.StepEndings;
import onestop.desk.work.StepWork;
import onestop.dossiers.steps.StepPayload;
import onestop.dossiers.steps.StepResult;
import onestop.kernel.Failure;
import onestop.web.input.TypedText;
import onestop.web.login.SignedIn;
import onestop.web.page.Names;
import onestop.web.reach.PersonalData;
import onestop.web.reach.PersonalData.Of;
import onestop.web.words.Problems;
import onestop.web.worklist.ReturnPath;
import org.jspecify.annotations.Nullable;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The form that ends a work item, and the one that returns a proposal. */
@Controller
@RequestMapping("/my-work")
@PersonalData(Of.WORK_ITEM)
class CompletionPage {
  private static final int BAD_REQUEST = 400;

  private final Assignments assignments;
  private final StepWork steps;
  private final TakenBackSteps takenBack;
  private final EndedBefore endedBefore;
  private final WorkItemView view;
  private final Names names;
  private final Problems problems;

  CompletionPage(
      Assignments assignments,
      StepWork steps,
      TakenBackSteps takenBack,
      EndedBefore endedBefore,
      WorkItemView view,
      Names names,
      Problems problems) {
    this.assignments = assignments;
    this.steps = steps;
    this.takenBack = takenBack;
    this.endedBefore = endedBefore;
    this.view = view;
    this.names = names;
    this.problems = problems;
  }

  /** A form as it was sent, and by whom. */
  record Sent(String id, Map<String, String> typed, SignedIn reader, HttpSession session) {
    String list() {
      return ReturnPath.of(typed.get("back"));
    }
  }

  @PostMapping("/{id}/complete")
  String complete(
      @PathVariable String id,
      @RequestParam Map<String, String> typed,
      @AuthenticationPrincipal SignedIn reader,
      Model model,
      HttpServletRequest request,
      HttpServletResponse response,
      RedirectAttributes next) {
    Sent sent = new Sent(id, typed, reader, request.getSession());
    model.addAttribute("back", sent.list());
    try {
      Task task = assignments.task(id);
      CompletionForm form = view.form(task, typed, reader);
      Failure refusal = tried(sent, task, form, next);
      if (refusal == null && form.isSound()) {
        return "redirect:" + sent.list();
      }
      int status = refusal == null ? BAD_REQUEST : problems.status(refusal);
      String sentence = refusal == null ? names.text("wrong.form") : sentence(refusal);
      boolean atField = refusal == null || form.refused(refusal, sentence);
      model.addAttribute("refused", atField ? names.text("wrong.form") : sentence);
      String page = showAgain(sent, form, request, model);
      response.setStatus(status);
      return page;
    } catch (Failure failure) {
      if (!StepEndings.isGone(failure)) {
        throw failure;
      }
      endedBefore.say(sent, failure, next);
      return "redirect:" + sent.list();
    }
  }

  /** Ends the step if the form is sound; returns the refusal, or null. */
  private @Nullable Failure tried(
      Sent sent, Task task, CompletionForm form, RedirectAttributes next) {
    StepPayload payload = form.check();
    if (payload == null) {
      return null;
    }
    StepResult result;
    try {
      result =
          steps.complete(
              new StepWork.End(sent.id(), form.getOutcome(), payload, sent.typed().get("result")),
              sent.reader().caller());
    } catch (Failure failure) {
      return failure;
    }
    String code = task.item().dossier().value();
    next.addFlashAttribute(
        "said",
        result instanceof StepResult.HandedUp up
            ? names.text("said.handed-up", code, people(up.approver()))
            : names.text("said.completed", code));
    if (result instanceof StepResult.Ended) {
      offerUndo(sent, task, next);
    }
    return null;
  }

  /** Offers to take the step back, where that may be possible. */
  private void offerUndo(Sent sent, Task task, RedirectAttributes next) {
    takenBack
        .offer(task.item().dossier(), sent.reader().caller())
        .filter(offer -> offer.workItemId().equals(sent.id()))
        .ifPresent(
            offer -> {
              Undo.Item item = new Undo.Item(sent.id(), task.item().dossier().value(), null);
              next.addFlashAttribute(
                  "undo", Undo.keep(sent.session(), BulkSummary.FINISH, List.of(item)));
              next.addFlashAttribute("undoBack", sent.list());
            });
  }

  /**
   * Shows the item again; if a colleague holds it meanwhile there is no form, and the typed text is
   * shown beside it.
   */
  private String showAgain(
      Sent sent, CompletionForm form, HttpServletRequest request, Model model) {
    WorkRow row = view.show(assignments.task(sent.id()), form, sent.reader(), model);
    if (!row.mine()) {
      TypedText.of(request).ifPresent(typed -> model.addAttribute(TypedText.MODEL, typed));
    }
    return Parts.item(request.getHeader(Parts.HEADER));
  }

  private String sentence(Failure failure) {
    return problems.sentence(failure, LocaleContextHolder.getLocale());
  }

  /** The officers who may approve today, by name and title. */
  private String people(Post approver) {
    return assignments
        .approver(approver)
        .map(signer -> signer.officer().name() + " (" + signer.officer().titleVi() + ")")
        .orElseGet(() -> names.text("role." + approver.role().code()));
  }

  @PostMapping("/{id}/give-back")
  String giveBack(
      @PathVariable String id,
      @RequestParam(defaultValue = "") String reason,
      @RequestParam(required = false) @Nullable String back,
      @AuthenticationPrincipal SignedIn reader,
      @RequestHeader(name = Parts.HEADER, required = false) @Nullable String part,
      Model model,
      HttpServletResponse response,
      RedirectAttributes next) {
    model.addAttribute("back", ReturnPath.of(back));
    Task task = assignments.task(id);
    try {
      steps.giveBack(id, reason, reader.caller());
    } catch (Failure failure) {
      model.addAttribute("refused", sentence(failure));
      model.addAttribute("whyBack", reason);
      view.show(task, view.form(task, Map.of(), reader), reader, model);
      response.setStatus(problems.status(failure));
      return Parts.item(part);
    }
    next.addFlashAttribute("said", names.text("said.given-back", task.item().dossier().value()));
    return "redirect:" + ReturnPath.of(back);
  }
}
