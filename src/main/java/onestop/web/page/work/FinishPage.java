// Over 300 lines: the forms that end many items, with and without rows, and what becomes of them.
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
 * and one of these is chosen; a browser without scripts sends all items in one form. An outcome
 * whose form has values of each dossier alone has a row for each item.
 */
@Controller
@RequestMapping("/my-work/finish")
@PersonalData(Of.LISTED)
class FinishPage {
  /** As many rows are judged again when the form is sent: all have the same form. */
  private static final int LIKE = 1;

  /** The part that asks whether the form is sound, before a script sends it in portions. */
  private static final String CHECK = "check";

  /** Where the session keeps what failed last, so that a retry says it at its row. */
  private static final String FAILED = FinishPage.class.getName();

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
   * @param each the outcomes that have a row for each item
   */
  record Shown(
      String name, String procedure, boolean handedUp, List<Each> each, List<WorkRow> rows) {}

  /** An outcome that has a row for each item, and the names of the fields in it. */
  record Each(String word, String text, String fields) {}

  @GetMapping
  String form(
      @ModelAttribute("chosen") BulkPage.Chosen chosen,
      @AuthenticationPrincipal SignedIn reader,
      HttpSession session,
      Model model) {
    return choose(chosen, Map.of(), reader, session, model);
  }

  /** Shows the form for the chosen items, or what there is to choose from; nothing is done. */
  @PostMapping("/choose")
  String choose(
      @ModelAttribute("chosen") BulkPage.Chosen chosen,
      @RequestParam Map<String, String> typed,
      @AuthenticationPrincipal SignedIn reader,
      HttpSession session,
      Model model) {
    ChosenItems.Ids ids = items.of(chosen.whole(), chosen.list(), chosen.ids(), reader);
    model.addAttribute("failed", failed(session));
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
    if (groups.size() == 1) {
      show(groups.get(0), typed, reader, model);
    }
    return "finish";
  }

  private void show(Group group, Map<String, String> typed, SignedIn reader, Model model) {
    String each = each(group, typed);
    if (each != null) {
      OwnRows own = forms.rows(group, each, typed);
      own.fill(typed.getOrDefault("fill", ""));
      model.addAttribute("each", each);
      model.addAttribute("own", own);
      model.addAttribute("form", forms.shared(group, each, with(typed, each), reader.caller()));
    } else if (!group.outcomes().isEmpty()) {
      model.addAttribute("form", form(group, typed, reader));
    }
    model.addAttribute("drafts", signs(group) ? endings.drafts(group.items()) : Map.of());
  }

  /** The outcome for which each item has a row of its own; null where one form does for all. */
  private static @Nullable String each(Group group, Map<String, String> typed) {
    List<String> all = group.each();
    String asked = typed.getOrDefault("each", "");
    String outcome = typed.getOrDefault("outcome", "");
    if (all.contains(asked)) {
      return asked;
    }
    if (all.contains(outcome) && !group.outcomes().contains(outcome)) {
      return outcome;
    }
    return group.outcomes().isEmpty() && all.size() == 1 ? all.get(0) : null;
  }

  private static Map<String, String> with(Map<String, String> typed, String outcome) {
    Map<String, String> all = new LinkedHashMap<>(typed);
    all.put("outcome", outcome);
    return all;
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
        group.each().stream().map(outcome -> each(group, outcome)).toList(),
        rows.rows(group.items(), reader.caller()));
  }

  private Each each(Group group, String outcome) {
    return new Each(
        outcome,
        names.textOr("outcome." + outcome, outcome),
        StepForm.of(group.like(), outcome).own().stream()
            .map(field -> names.text("complete.field." + field.name()))
            .collect(Collectors.joining(", ")));
  }

  /**
   * Ends the steps; a form that is not sound is shown again, and nothing is done. The part {@code
   * check} is a question whether the form is sound.
   */
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
    String each = groups.size() > LIKE ? null : each(groups.get(0), typed);
    if (each != null) {
      Sent sent = rows(ids, groups.get(0), with(typed, each), reader, model);
      if (sent == null) {
        Map<String, Object> wrong = Map.copyOf(model.asMap());
        String page = refused(ids, typed, reader, model, response);
        model.addAllAttributes(wrong);
        return page;
      }
      return CHECK.equals(chosen.part())
          ? ResponseEntity.noContent().build()
          : answer(chosen, sent, reader, session);
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
    Filled filled = new Filled(form.getOutcome(), payload.form(), payload.values(), Map.of());
    return answer(chosen, new Sent(ids, groups.get(0).items(), filled, typed), reader, session);
  }

  /** The form with its rows; null if something is wrong in it, which the model then says. */
  private @Nullable Sent rows(
      ChosenItems.Ids ids, Group group, Map<String, String> typed, SignedIn reader, Model model) {
    String each = String.valueOf(typed.get("outcome"));
    CompletionForm form = forms.shared(group, each, typed, reader.caller());
    OwnRows own = forms.rows(group, each, typed);
    Map<String, Object> shared = form.checkShared();
    Map<String, Map<String, Object>> values = own.check(shared);
    if (form.isSound() && own.isSound()) {
      ids.ids().forEach(id -> values.computeIfAbsent(id, own::typed)); // may have ended before
      Filled filled = new Filled(each, StepForm.of(group.like(), each), shared, values);
      return new Sent(ids, group.items(), filled, with(typed, each));
    }
    model.addAttribute("refused", names.text("wrong.form"));
    model.addAttribute("form", form);
    model.addAttribute("own", own);
    return null;
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

  /**
   * What is filled in.
   *
   * @param own by item; of an item without a row nothing
   */
  private record Filled(
      String outcome, StepForm form, Map<String, ?> shared, Map<String, Map<String, Object>> own) {}

  /** A sound form. */
  private record Sent(
      ChosenItems.Ids ids, List<InboxItem> rows, Filled filled, Map<String, String> typed) {
    ManyEndings.Order order() {
      return new ManyEndings.Order(
          ids.ids().stream()
              .map(
                  id ->
                      new ManyEndings.Chosen(
                          id, typed.get("result-" + id), filled.own().getOrDefault(id, Map.of())))
              .toList(),
          filled.outcome(),
          filled.form(),
          filled.shared());
    }

    /** What the retry of the failed items sends again: the form and their rows, but no item. */
    Map<String, String> kept(Set<String> failed) {
      Map<String, String> kept = new LinkedHashMap<>();
      kept.put("outcome", filled.outcome());
      if (!filled.own().isEmpty()) {
        kept.put("each", filled.outcome());
      }
      typed.forEach(
          (name, value) -> {
            int of = name.indexOf(OwnRows.OF);
            if (name.startsWith(filled.form().code() + "-")
                && (of < 0 || failed.contains(name.substring(of + 1)))) {
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
    Set<String> failed = missed.stream().map(Missed::id).collect(Collectors.toSet());
    BulkSummary summary =
        new BulkSummary(
            BulkSummary.FINISH,
            chosen.list(),
            done.size() - missed.size(),
            0,
            missed,
            sent.kept(failed));
    BulkSummary all = with(chosen.part(), summary, session);
    session.setAttribute(BulkSummary.KEPT, all);
    session.setAttribute(FAILED, all);
    offerUndo(chosen, sent, failed, new Ender(reader, session));
    return chosen.part() != null
        ? ResponseEntity.ok(new Progress(summary.done(), missed.size()))
        : "redirect:" + chosen.list();
  }

  /** Why items failed at the last time, by their ids. */
  private static Map<String, String> failed(HttpSession session) {
    return session.getAttribute(FAILED) instanceof BulkSummary last
        ? last.missed().stream().collect(Collectors.toMap(Missed::id, Missed::why, (a, b) -> b))
        : Map.of();
  }

  private record Ender(SignedIn reader, HttpSession session) {}

  /** Offers to take all back where one of them could be: all have gone the same way. */
  private void offerUndo(BulkPage.Chosen chosen, Sent sent, Set<String> failed, Ender ender) {
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
