package onestop.web.page.work;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import onestop.agencies.Agencies;
import onestop.agencies.Post;
import onestop.apologies.Apologies;
import onestop.apologies.obligation.ApologyObligation;
import onestop.dossiers.Dossiers;
import onestop.dossiers.life.Dossier;
import onestop.dossiers.steps.StepCompletion;
import onestop.dossiers.steps.StepPayload;
import onestop.dossiers.steps.StepProposal;
import onestop.dossiers.steps.StepResult;
import onestop.engine.WorkItem;
import onestop.engine.WorkItems;
import onestop.inbox.Inbox;
import onestop.inbox.InboxFilter;
import onestop.inbox.InboxItem;
import onestop.kernel.Failure;
import onestop.procedures.LetterModel;
import onestop.web.input.TypedText;
import onestop.web.login.SignedIn;
import onestop.web.page.Names;
import onestop.web.page.Paging;
import onestop.web.reach.PersonalData;
import onestop.web.reach.PersonalData.Of;
import onestop.web.words.Problems;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
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
  private final Inbox inbox;
  private final Dossiers dossiers;
  private final WorkItems workItems;
  private final BoundWords bounds;
  private final DeskChoice desk;

  /** The collaborators for look-ups of the reader's desk. */
  @org.springframework.stereotype.Component
  record DeskChoice(
      Agencies agencies,
      Apologies apologies,
      WorkRow.Writer rows,
      Names names,
      Problems problems,
      Clock clock) {
    /** The letter that a step of its process is about. */
    OptionalLong letter(WorkItem item) {
      return apologies.of(item.dossier()).stream()
          .filter(obligation -> obligation.state().isOwed())
          .mapToLong(ApologyObligation::id)
          .findFirst();
    }

    /**
     * The filter for items at the reader's own desks and at desks delegated to the reader today.
     */
    InboxFilter work(SignedIn reader) {
      return new InboxFilter(
          agencies.posts(reader.officer().id(), clock.instant()).stream()
              .map(post -> new InboxFilter.Desk(post.agency(), post.role().code()))
              .toList(),
          reader.officer().id());
    }

    String sentence(Failure failure) {
      return problems.sentence(failure, LocaleContextHolder.getLocale());
    }
  }

  WorkPages(
      Inbox inbox, Dossiers dossiers, WorkItems workItems, BoundWords bounds, DeskChoice desk) {
    this.inbox = inbox;
    this.dossiers = dossiers;
    this.workItems = workItems;
    this.bounds = bounds;
    this.desk = desk;
  }

  @PersonalData(Of.LISTED)
  @GetMapping
  String list(
      @RequestParam(defaultValue = "1") int page,
      @ModelAttribute("here") String here,
      @AuthenticationPrincipal SignedIn reader,
      Model model) {
    Paging paging = Paging.of(page);
    InboxFilter mine = desk.work(reader);
    List<InboxItem> items = inbox.list(mine, paging.offset(), paging.size());
    model.addAttribute("items", desk.rows().rows(items, reader));
    paging.tell(model, inbox.count(mine), here);
    return "work";
  }

  @GetMapping("/{id}")
  String item(@PathVariable String id, @AuthenticationPrincipal SignedIn reader, Model model) {
    WorkItem item = workItems.get(id);
    if (LetterModel.STEPS.contains(item.step())) {
      OptionalLong letter = desk.letter(item);
      if (letter.isPresent()) {
        return "redirect:/letters/" + letter.getAsLong();
      }
    }
    return show(item, form(item, Map.of()), reader, model);
  }

  /**
   * The form of an item; for the approver of a proposal it has the one proposed outcome, filled in
   * as proposed.
   */
  private CompletionForm form(WorkItem item, Map<String, String> typed) {
    Optional<StepProposal> proposal = dossiers.proposal(item.id());
    Map<String, BoundWords.Told> limits = bounds.of(item.dossier());
    if (proposal.isEmpty()) {
      return new CompletionForm(item, item.outcomes(), typed, desk.names(), limits);
    }
    String outcome = proposal.get().outcome();
    Map<String, String> values =
        typed.isEmpty() ? CompletionForm.typed(proposal.get().payload()) : typed;
    return new CompletionForm(item, List.of(outcome), values, desk.names(), limits);
  }

  private String show(WorkItem item, CompletionForm form, SignedIn reader, Model model) {
    InboxItem row =
        inbox.of(item.dossier()).stream()
            .filter(i -> i.workItemId().equals(item.id()))
            .findFirst()
            .orElseThrow(() -> Failure.notFound("web", "work-item-gone"));
    Dossier dossier = dossiers.get(item.dossier());
    WorkRow shown = desk.rows().row(row, reader);
    model.addAttribute("item", shown);
    if (shown.mine()) {
      model.addAttribute("typedForm", "/my-work/" + item.id() + "/complete");
    }
    model.addAttribute("dossier", dossier);
    String allotment = item.allotment();
    model.addAttribute("allotment", allotment.isBlank() ? "" : desk.names().limit(allotment));
    model.addAttribute("form", form);
    dossiers
        .proposal(item.id())
        .ifPresent(
            proposal -> {
              model.addAttribute("proposedBy", desk.names().officer(proposal.by().id()));
              model.addAttribute("proposedAt", proposal.at());
            });
    model.addAttribute("onTheLetter", LetterModel.STEPS.contains(item.step()));
    model.addAttribute("held", reader.officer().id().equals(item.assignee()));
    return "work-item";
  }

  @PostMapping("/{id}/claim")
  String claim(
      @PathVariable String id, @AuthenticationPrincipal SignedIn reader, RedirectAttributes next) {
    return act("/my-work/" + id, next, "said.claimed", () -> dossiers.claim(id, reader.actor()));
  }

  @PostMapping("/{id}/release")
  String release(
      @PathVariable String id, @AuthenticationPrincipal SignedIn reader, RedirectAttributes next) {
    return act("/my-work", next, "said.released", () -> dossiers.release(id, reader.actor()));
  }

  private String act(String then, RedirectAttributes next, String said, Runnable act) {
    try {
      act.run();
      next.addFlashAttribute("said", desk.names().text(said));
      return "redirect:" + then;
    } catch (Failure failure) {
      next.addFlashAttribute("refused", desk.sentence(failure));
      return "redirect:/my-work";
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
    WorkItem item = workItems.get(id);
    CompletionForm form = form(item, typed);
    StepPayload payload = form.check();
    if (payload == null) {
      model.addAttribute("refused", desk.names().text("wrong.form"));
      return showAgain(item, form, reader, request, model);
    }
    StepResult result;
    try {
      result =
          dossiers.complete(
              new StepCompletion(id, reader.actor(), form.getOutcome(), payload, null));
    } catch (Failure failure) {
      String sentence = desk.sentence(failure);
      model.addAttribute(
          "refused", form.refused(failure, sentence) ? desk.names().text("wrong.form") : sentence);
      return showAgain(item, form, reader, request, model);
    }
    next.addFlashAttribute(
        "said",
        result instanceof StepResult.HandedUp up
            ? desk.names().text("said.handed-up", item.dossier().value(), people(up.approver()))
            : desk.names().text("said.completed", item.dossier().value()));
    return "redirect:/my-work";
  }

  /**
   * Shows the item again; if a colleague holds it meanwhile there is no form, and the typed text is
   * shown beside it.
   */
  private String showAgain(
      WorkItem item,
      CompletionForm form,
      SignedIn reader,
      HttpServletRequest request,
      Model model) {
    String page = show(workItems.get(item.id()), form, reader, model);
    if (model.getAttribute("item") instanceof WorkRow row && !row.mine()) {
      TypedText.of(request).ifPresent(typed -> model.addAttribute(TypedText.MODEL, typed));
    }
    return page;
  }

  /** The officers who may approve today, by name and title. */
  private String people(Post approver) {
    return desk.agencies()
        .signerFor(approver.agency(), approver.role(), desk.clock().instant())
        .map(signer -> signer.officer().name() + " (" + signer.officer().titleVi() + ")")
        .orElseGet(() -> desk.names().text("role." + approver.role().code()));
  }

  @PostMapping("/{id}/give-back")
  String giveBack(
      @PathVariable String id,
      @RequestParam(defaultValue = "") String reason,
      @AuthenticationPrincipal SignedIn reader,
      Model model,
      RedirectAttributes next) {
    WorkItem item = workItems.get(id);
    try {
      dossiers.giveBack(id, reason, reader.actor());
    } catch (Failure failure) {
      model.addAttribute("refused", desk.sentence(failure));
      model.addAttribute("whyBack", reason);
      return show(item, form(item, Map.of()), reader, model);
    }
    next.addFlashAttribute("said", desk.names().text("said.given-back", item.dossier().value()));
    return "redirect:/my-work";
  }
}
