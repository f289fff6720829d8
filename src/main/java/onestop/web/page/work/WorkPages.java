package onestop.web.page.work;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import onestop.agencies.Post;
import onestop.desk.letters.LetterFiles;
import onestop.desk.work.Assignments;
import onestop.desk.work.Assignments.Task;
import onestop.desk.work.StepWork;
import onestop.dossiers.life.Dossier;
import onestop.dossiers.steps.StepPayload;
import onestop.dossiers.steps.StepProposal;
import onestop.dossiers.steps.StepResult;
import onestop.engine.WorkItem;
import onestop.kernel.Failure;
import onestop.procedures.LetterModel;
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
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The work items that wait for the reader, and the form that ends one. */
@Controller
@RequestMapping("/my-work")
@PersonalData(Of.WORK_ITEM)
class WorkPages {
  private final Assignments assignments;
  private final StepWork steps;
  private final LetterFiles letters;
  private final WorkRow.Writer rows;
  private final BoundWords bounds;
  private final Names names;
  private final Problems problems;

  WorkPages(
      Assignments assignments,
      StepWork steps,
      LetterFiles letters,
      WorkRow.Writer rows,
      BoundWords bounds,
      Names names,
      Problems problems) {
    this.assignments = assignments;
    this.steps = steps;
    this.letters = letters;
    this.rows = rows;
    this.bounds = bounds;
    this.names = names;
    this.problems = problems;
  }

  @GetMapping("/{id}")
  String item(
      @PathVariable String id,
      @RequestParam(required = false) @Nullable String back,
      @AuthenticationPrincipal SignedIn reader,
      Model model) {
    model.addAttribute("back", ReturnPath.of(back));
    WorkItem item = assignments.get(id);
    if (LetterModel.STEPS.contains(item.step())) {
      OptionalLong letter = letters.owedFor(item.dossier());
      if (letter.isPresent()) {
        return "redirect:/letters/" + letter.getAsLong();
      }
    }
    Task task = assignments.task(id);
    return show(task, form(task, Map.of()), reader, model);
  }

  /**
   * The form of an item; for the approver of a proposal it has the one proposed outcome, filled in
   * as proposed.
   */
  private CompletionForm form(Task task, Map<String, String> typed) {
    WorkItem item = task.item();
    Optional<StepProposal> proposal = task.proposal();
    Map<String, BoundWords.Told> limits = bounds.of(task.bounds());
    if (proposal.isEmpty()) {
      return new CompletionForm(item, item.outcomes(), typed, names, limits);
    }
    String outcome = proposal.get().outcome();
    Map<String, String> values =
        typed.isEmpty() ? CompletionForm.typed(proposal.get().payload()) : typed;
    return new CompletionForm(item, List.of(outcome), values, names, limits);
  }

  private String show(Task task, CompletionForm form, SignedIn reader, Model model) {
    WorkItem item = task.item();
    WorkRow shown = rows.row(assignments.row(item.id()), reader.caller());
    model.addAttribute("item", shown);
    if (shown.mine()) {
      model.addAttribute("typedForm", "/my-work/" + item.id() + "/complete");
    }
    Dossier dossier = assignments.dossier(item);
    model.addAttribute("dossier", dossier);
    model.addAttribute("counted", names.counted(dossier));
    model.addAttribute("declared", names.declared(dossier.intake()));
    String allotment = item.allotment();
    model.addAttribute("allotment", allotment.isBlank() ? "" : names.limit(allotment));
    model.addAttribute("form", form);
    task.proposal()
        .ifPresent(
            proposal -> {
              model.addAttribute("proposedBy", names.officer(proposal.by().id()));
              model.addAttribute("proposedAt", proposal.at());
            });
    model.addAttribute("onTheLetter", LetterModel.STEPS.contains(item.step()));
    model.addAttribute("held", reader.officer().id().equals(item.assignee()));
    return "work-item";
  }

  @PostMapping("/{id}/claim")
  String claim(
      @PathVariable String id,
      @RequestParam(required = false) @Nullable String back,
      @AuthenticationPrincipal SignedIn reader,
      RedirectAttributes next) {
    String list = ReturnPath.of(back);
    return act(
        new Ways(ReturnPath.item(id, list), list),
        next,
        "said.claimed",
        () -> steps.claim(id, reader.caller()));
  }

  @PostMapping("/{id}/release")
  String release(
      @PathVariable String id,
      @RequestParam(required = false) @Nullable String back,
      @AuthenticationPrincipal SignedIn reader,
      RedirectAttributes next) {
    String list = ReturnPath.of(back);
    return act(
        new Ways(list, list), next, "said.released", () -> steps.release(id, reader.caller()));
  }

  private String sentence(Failure failure) {
    return problems.sentence(failure, LocaleContextHolder.getLocale());
  }

  /** Where an officer goes after an act, and after its refusal. */
  private record Ways(String done, String refused) {}

  private String act(Ways ways, RedirectAttributes next, String said, Runnable act) {
    try {
      act.run();
      next.addFlashAttribute("said", names.text(said));
      return "redirect:" + ways.done();
    } catch (Failure failure) {
      next.addFlashAttribute("refused", sentence(failure));
      return "redirect:" + ways.refused();
    }
  }

  @PostMapping("/{id}/complete")
  String complete(
      @PathVariable String id,
      @RequestParam Map<String, String> typed,
      @AuthenticationPrincipal SignedIn reader,
      Model model,
      HttpServletRequest request,
      RedirectAttributes next) {
    Task task = assignments.task(id);
    model.addAttribute("back", ReturnPath.of(typed.get("back")));
    CompletionForm form = form(task, typed);
    StepPayload payload = form.check();
    if (payload == null) {
      model.addAttribute("refused", names.text("wrong.form"));
      return showAgain(id, form, reader, request, model);
    }
    StepResult result;
    try {
      result = steps.complete(id, form.getOutcome(), payload, reader.caller());
    } catch (Failure failure) {
      String sentence = sentence(failure);
      model.addAttribute(
          "refused", form.refused(failure, sentence) ? names.text("wrong.form") : sentence);
      return showAgain(id, form, reader, request, model);
    }
    String code = task.item().dossier().value();
    next.addFlashAttribute(
        "said",
        result instanceof StepResult.HandedUp up
            ? names.text("said.handed-up", code, people(up.approver()))
            : names.text("said.completed", code));
    return "redirect:" + ReturnPath.of(typed.get("back"));
  }

  /**
   * Shows the item again; if a colleague holds it meanwhile there is no form, and the typed text is
   * shown beside it.
   */
  private String showAgain(
      String id, CompletionForm form, SignedIn reader, HttpServletRequest request, Model model) {
    String page = show(assignments.task(id), form, reader, model);
    if (model.getAttribute("item") instanceof WorkRow row && !row.mine()) {
      TypedText.of(request).ifPresent(typed -> model.addAttribute(TypedText.MODEL, typed));
    }
    return page;
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
      Model model,
      RedirectAttributes next) {
    model.addAttribute("back", ReturnPath.of(back));
    Task task = assignments.task(id);
    try {
      steps.giveBack(id, reason, reader.caller());
    } catch (Failure failure) {
      model.addAttribute("refused", sentence(failure));
      model.addAttribute("whyBack", reason);
      return show(task, form(task, Map.of()), reader, model);
    }
    next.addFlashAttribute("said", names.text("said.given-back", task.item().dossier().value()));
    return "redirect:" + ReturnPath.of(back);
  }
}
