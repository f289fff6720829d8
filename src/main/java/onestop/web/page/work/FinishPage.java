package onestop.web.page.work;

import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import onestop.agencies.Role;
import onestop.desk.acts.ManyEndings;
import onestop.desk.acts.ManyEndings.Group;
import onestop.desk.acts.TakenBackSteps;
import onestop.dossiers.steps.StepPayload;
import onestop.dossiers.steps.StepResult;
import onestop.engine.CommandGateway.Outcome;
import onestop.inbox.InboxItem;
import onestop.kernel.DossierCode;
import onestop.procedures.StepForm;
import onestop.web.login.SignedIn;
import onestop.web.page.Names;
import onestop.web.page.work.BulkPage.Progress;
import onestop.web.page.work.BulkSummary.Missed;
import onestop.web.reach.PersonalData;
import onestop.web.reach.PersonalData.Of;
import onestop.web.worklist.ChosenItems;
import onestop.web.worklist.ReturnPath;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * Many steps ended with one form. Items of different steps are shown by what can be ended together,
 * and one of these is chosen; a browser without scripts sends all items in one form.
 */
@Controller
@RequestMapping("/my-work/finish")
@PersonalData(Of.LISTED)
class FinishPage {
  /** As many rows are judged again when the form is sent: all have the same form. */
  private static final int LIKE = 1;

  private final ChosenItems items;
  private final ManyEndings endings;
  private final TakenBackSteps takenBack;
  private final CompletionForms forms;
  private final WorkRow.Writer rows;
  private final ManyOutcomes outcomes;
  private final Names names;

  FinishPage(
      ChosenItems items,
      ManyEndings endings,
      TakenBackSteps takenBack,
      CompletionForms forms,
      WorkRow.Writer rows,
      ManyOutcomes outcomes,
      Names names) {
    this.items = items;
    this.endings = endings;
    this.takenBack = takenBack;
    this.forms = forms;
    this.rows = rows;
    this.outcomes = outcomes;
    this.names = names;
  }

  /**
   * Items that can be ended together, as they are shown.
   *
   * @param alone why outcomes are not offered, a sentence each
   */
  record Shown(
      String name, String procedure, boolean handedUp, List<String> alone, List<WorkRow> rows) {}

  @GetMapping
  String form(
      @ModelAttribute("chosen") BulkPage.Chosen chosen,
      @AuthenticationPrincipal SignedIn reader,
      Model model) {
    return choose(chosen, Map.of(), reader, model);
  }

  /** Shows the form for the chosen items, or what there is to choose from; nothing is done. */
  @PostMapping("/choose")
  String choose(
      @ModelAttribute("chosen") BulkPage.Chosen chosen,
      @RequestParam Map<String, String> typed,
      @AuthenticationPrincipal SignedIn reader,
      Model model) {
    ChosenItems.Ids ids = items.of(chosen.whole(), chosen.list(), chosen.ids(), reader);
    return show(ids, chosen.list(), typed, reader, model);
  }

  private String show(
      ChosenItems.Ids ids, String list, Map<String, String> typed, SignedIn reader, Model model) {
    List<Group> groups = endings.groups(ids.ids(), reader.caller());
    int found = groups.stream().mapToInt(group -> group.items().size()).sum();
    model.addAttribute("back", list);
    model.addAttribute("left", ids.left());
    model.addAttribute("most", ChosenItems.MOST);
    model.addAttribute("elsewhere", ids.ids().size() - found);
    model.addAttribute("groups", groups.stream().map(group -> shown(group, reader)).toList());
    if (groups.size() == 1 && !groups.get(0).outcomes().isEmpty()) {
      model.addAttribute("form", form(groups.get(0), typed, reader));
      model.addAttribute(
          "drafts", signs(groups.get(0)) ? endings.drafts(groups.get(0).items()) : Map.of());
    }
    return "finish";
  }

  private CompletionForm form(Group group, Map<String, String> typed, SignedIn reader) {
    return forms.of(group.like(), group.outcomes(), typed, reader.caller());
  }

  private static boolean signs(Group group) {
    return group.like().role().equals(Role.HEAD_OF_AGENCY.code());
  }

  private Shown shown(Group group, SignedIn reader) {
    var procedure = group.procedure();
    return new Shown(
        names.step(group.like().step(), group.like().name()),
        procedure == null ? "" : names.procedure(procedure),
        group.handedUp(),
        group.handedUp() ? List.of() : group.alone().stream().map(o -> alone(group, o)).toList(),
        rows.rows(group.items(), reader.caller()));
  }

  private String alone(Group group, String outcome) {
    StepForm form = StepForm.of(group.like(), outcome);
    return names.text(
        "finish.alone",
        names.textOr("outcome." + outcome, outcome),
        form.fields().stream()
            .filter(field -> form.ownFields().contains(field.name()))
            .map(field -> names.text("complete.field." + field.name()))
            .collect(Collectors.joining(", ")));
  }

  /** Ends the steps; a form that is not sound is shown again, and nothing is done. */
  @PostMapping
  Object finish(
      @ModelAttribute("chosen") BulkPage.Chosen chosen,
      @RequestParam Map<String, String> typed,
      @AuthenticationPrincipal SignedIn reader,
      HttpSession session,
      HttpServletResponse response,
      Model model) {
    ChosenItems.Ids ids = items.of(null, chosen.list(), chosen.ids(), reader);
    List<Group> groups = endings.groups(ids.ids(), reader.caller());
    if (groups.isEmpty()) {
      model.addAttribute(
          "refused", names.text(ids.ids().isEmpty() ? "wrong.no-item" : "finish.wrong.gone"));
      return refused(ids, typed, reader, model, response);
    }
    CompletionForm form = form(groups.get(0), typed, reader);
    StepPayload payload = groups.size() > LIKE ? null : form.check();
    if (payload == null) {
      model.addAttribute(
          "refused", names.text(groups.size() > LIKE ? "finish.wrong.groups" : "wrong.form"));
      String page = refused(ids, typed, reader, model, response);
      if (groups.size() == LIKE && !groups.get(0).outcomes().isEmpty()) {
        model.addAttribute("form", form);
      }
      return page;
    }
    return answer(
        chosen,
        new Sent(ids, groups.get(0).items(), form.getOutcome(), payload, typed),
        reader,
        session);
  }

  private String refused(
      ChosenItems.Ids ids,
      Map<String, String> typed,
      SignedIn reader,
      Model model,
      HttpServletResponse response) {
    response.setStatus(HttpServletResponse.SC_BAD_REQUEST);
    model.addAttribute("checked", Set.copyOf(ids.ids()));
    return show(ids, ReturnPath.of(typed.get("back")), typed, reader, model);
  }

  /** A sound form. */
  private record Sent(
      ChosenItems.Ids ids,
      List<InboxItem> rows,
      String outcome,
      StepPayload payload,
      Map<String, String> typed) {
    ManyEndings.Order order() {
      return new ManyEndings.Order(
          ids.ids().stream()
              .map(id -> new ManyEndings.Chosen(id, typed.get("result-" + id)))
              .toList(),
          outcome,
          payload);
    }

    /** What the retry of the failed items sends again: the form, but no item. */
    Map<String, String> kept() {
      Map<String, String> kept = new LinkedHashMap<>();
      kept.put("outcome", outcome);
      typed.forEach(
          (name, value) -> {
            if (name.startsWith(payload.form().code() + "-")) {
              kept.put(name, value);
            }
          });
      return kept;
    }
  }

  private Object answer(BulkPage.Chosen chosen, Sent sent, SignedIn reader, HttpSession session) {
    List<Outcome<StepResult>> done = endings.end(sent.order(), reader.caller());
    Map<String, InboxItem> before =
        sent.rows().stream().collect(Collectors.toMap(InboxItem::workItemId, Function.identity()));
    List<Missed> missed = outcomes.missed(sent.ids().ids(), before, done);
    BulkSummary summary =
        new BulkSummary(
            BulkSummary.FINISH, chosen.list(), done.size() - missed.size(), 0, missed, sent.kept());
    session.setAttribute(BulkSummary.KEPT, with(chosen.part(), summary, session));
    offerUndo(chosen, sent, missed, new Ender(reader, session));
    return chosen.part() != null
        ? ResponseEntity.ok(new Progress(summary.done(), missed.size()))
        : "redirect:" + chosen.list();
  }

  private record Ender(SignedIn reader, HttpSession session) {}

  /** Offers to take all back where one of them could be: all have gone the same way. */
  private void offerUndo(BulkPage.Chosen chosen, Sent sent, List<Missed> missed, Ender ender) {
    Set<String> failed = missed.stream().map(Missed::id).collect(Collectors.toSet());
    List<Undo.Item> ended =
        sent.rows().stream()
            .filter(row -> !failed.contains(row.workItemId()))
            .map(row -> new Undo.Item(row.workItemId(), row.dossier().value(), null))
            .toList();
    boolean possible =
        !ended.isEmpty()
            && takenBack
                .offer(
                    new DossierCode(String.valueOf(ended.get(0).before())), ender.reader().caller())
                .isPresent();
    if ("more".equals(chosen.part())) {
      Undo.extend(ender.session(), BulkSummary.FINISH, possible ? ended : List.of());
    } else {
      Undo.keep(ender.session(), BulkSummary.FINISH, possible ? ended : List.of());
    }
  }

  private static BulkSummary with(@Nullable String part, BulkSummary summary, HttpSession session) {
    return "more".equals(part) && session.getAttribute(BulkSummary.KEPT) instanceof BulkSummary all
        ? all.and(summary)
        : summary;
  }
}
