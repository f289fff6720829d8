package onestop.web.page.work;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import onestop.desk.reading.SeenItem;
import onestop.desk.work.Assignments;
import onestop.desk.work.Assignments.Task;
import onestop.desk.work.DraftWork;
import onestop.desk.work.DraftWork.Drafts;
import onestop.desk.work.Presence;
import onestop.dossiers.life.Dossier;
import onestop.engine.WorkItem;
import onestop.inbox.InboxItem;
import onestop.inbox.own.Draft;
import onestop.kernel.OfficerId;
import onestop.procedures.LetterModel;
import onestop.web.login.SignedIn;
import onestop.web.page.Names;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;

/** Shows a work item: its dossier, and the form that ends it. */
@Component
class WorkItemView {
  private final Assignments assignments;
  private final WorkRow.Writer rows;
  private final CompletionForms forms;
  private final Names names;
  private final DraftWork drafts;
  private final DraftView words;
  private final Presence presence;

  WorkItemView(
      Assignments assignments,
      WorkRow.Writer rows,
      CompletionForms forms,
      Names names,
      DraftWork drafts,
      DraftView words,
      Presence presence) {
    this.assignments = assignments;
    this.rows = rows;
    this.forms = forms;
    this.names = names;
    this.drafts = drafts;
    this.words = words;
    this.presence = presence;
  }

  /**
   * Shows an item as it is opened: with the reader's draft, or with that of another officer if the
   * reader chose it.
   *
   * @param of the login of that officer; null for the reader's own
   */
  void open(String id, @Nullable String of, SignedIn reader, Model model) {
    Task task = assignments.task(id);
    Drafts all = drafts.of(id, reader.caller());
    Draft own = all.own();
    Optional<Draft> other = all.by(of);
    Map<String, String> typed =
        other.map(Draft::fields).orElse(own == null ? Map.of() : own.fields());
    if (!show(task, form(task, typed, reader), reader, model).mine()) {
      return;
    }
    presence.see(id, reader.caller());
    model.addAttribute("draft", own == null ? 0 : own.revision());
    if (other.isPresent()) {
      model.addAttribute("draftTaken", names.officer(other.get().officer()));
    } else if (own != null) {
      model.addAttribute("draftSaid", words.said(own));
    }
    model.addAttribute("draftsOfOthers", words.others(all));
  }

  /**
   * The form of an item; for the approver of a proposal it has the one proposed outcome, filled in
   * as proposed.
   *
   * @param typed what was typed so far; empty for a fresh form
   */
  CompletionForm form(Task task, Map<String, String> typed, SignedIn reader) {
    return forms.of(task, typed, reader.caller());
  }

  /** Fills the model of the page; returns the row of the item. */
  WorkRow show(Task task, CompletionForm form, SignedIn reader, Model model) {
    WorkItem item = task.item();
    InboxItem row = assignments.row(item.id());
    WorkRow shown = rows.row(row, reader.caller());
    model.addAttribute("item", shown);
    model.addAttribute("ownWork", row.bars(reader.officer().id()));
    if (shown.mine()) {
      model.addAttribute("typedForm", "/my-work/" + item.id() + "/complete");
    }
    List<OfficerId> others =
        presence.others(List.of(item.id()), reader.caller()).getOrDefault(item.id(), List.of());
    if (!others.isEmpty()) {
      model.addAttribute(
          "openTo", others.stream().map(names::officer).collect(Collectors.joining(", ")));
    }
    Dossier dossier = assignments.dossier(item);
    model.addAttribute("dossier", dossier);
    model.addAttribute("counted", names.counted(dossier));
    model.addAttribute("declared", names.declared(dossier.intake()));
    String allotment = item.allotment();
    model.addAttribute("allotment", allotment.isBlank() ? "" : names.limit(allotment));
    model.addAttribute("form", form);
    model.addAttribute("of", SeenItem.of(item).text());
    model.addAttribute("draft", form.draft());
    task.proposal()
        .ifPresent(
            proposal -> {
              model.addAttribute("proposedBy", names.officer(proposal.by().id()));
              model.addAttribute("proposedAt", proposal.at());
            });
    model.addAttribute("onTheLetter", LetterModel.STEPS.contains(item.step()));
    model.addAttribute("held", reader.officer().id().equals(item.assignee()));
    return shown;
  }
}
