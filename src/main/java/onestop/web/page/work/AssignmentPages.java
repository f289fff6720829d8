package onestop.web.page.work;

import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import onestop.desk.work.UnitAssignments;
import onestop.dossiers.steps.AssignmentOrder;
import onestop.inbox.InboxItem;
import onestop.kernel.DossierCode;
import onestop.kernel.Failure;
import onestop.kernel.OfficerId;
import onestop.web.login.SignedIn;
import onestop.web.page.Choices;
import onestop.web.page.InsertedBlocks;
import onestop.web.page.Names;
import onestop.web.page.work.BulkSummary.Missed;
import onestop.web.reach.PersonalData;
import onestop.web.reach.PersonalData.Of;
import onestop.web.words.Paths;
import onestop.web.worklist.ReturnPath;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.springframework.web.util.UriUtils;

/**
 * Work that a head gives to the officers of the unit: items chosen in a list, or all that an absent
 * officer holds.
 */
@Controller
@RequestMapping("/assignments")
class AssignmentPages {
  /** As many items as one order may name. */
  private static final int MOST = 200;

  /** The choice of nobody: the items become free. No login looks like this. */
  private static final String UNIT = "/";

  private final UnitAssignments assignments;
  private final WorkRow.Writer rows;
  private final CompletionForms forms;
  private final ManyOutcomes outcomes;
  private final Names names;
  private final InsertedBlocks blocks;

  AssignmentPages(
      UnitAssignments assignments,
      WorkRow.Writer rows,
      CompletionForms forms,
      ManyOutcomes outcomes,
      Names names,
      InsertedBlocks blocks) {
    this.assignments = assignments;
    this.rows = rows;
    this.forms = forms;
    this.outcomes = outcomes;
    this.names = names;
    this.blocks = blocks;
  }

  /**
   * What was chosen.
   *
   * @param id the items
   * @param holder the officer all of whose items are meant; none if items are named
   * @param to the login of the officer who gets them, or {@link #UNIT}
   */
  record Chosen(
      @Nullable List<String> id,
      @Nullable String holder,
      @Nullable String to,
      @Nullable String reason,
      @Nullable String back) {
    List<String> ids() {
      return id == null ? List.of() : few(id);
    }

    Chosen because(String why) {
      return new Chosen(id, holder, to, why, back);
    }

    String why() {
      return reason == null ? "" : reason;
    }
  }

  /** Takes the rows chosen in a list to the page: the token of the list's form stays behind. */
  @PersonalData(Of.NOBODY)
  @PostMapping("/choose")
  String choose(
      @RequestParam(name = "id", defaultValue = "") List<String> ids,
      @RequestParam(required = false) @Nullable String back) {
    StringBuilder page = new StringBuilder("/assignments?back=" + encoded(ReturnPath.of(back)));
    few(ids).forEach(id -> page.append("&id=").append(encoded(id)));
    return Paths.redirectTo(page.toString());
  }

  /** The items named, once each; none is left out without a word. */
  private static List<String> few(List<String> ids) {
    List<String> few = ids.stream().filter(id -> !id.isBlank()).distinct().toList();
    if (few.size() > MOST) {
      throw Failure.badInput("web", "too-many-items", "chosen", few.size(), "max", MOST);
    }
    return few;
  }

  private static String encoded(String value) {
    return UriUtils.encode(value, StandardCharsets.UTF_8);
  }

  @PersonalData(Of.LISTED)
  @GetMapping
  String form(
      @ModelAttribute("chosen") Chosen chosen,
      @AuthenticationPrincipal SignedIn reader,
      Model model) {
    String holder = Choices.orNull(chosen.holder());
    List<InboxItem> items =
        holder == null
            ? assignments.chosen(chosen.ids(), reader.caller())
            : assignments.heldBy(new OfficerId(holder), MOST + 1, reader.caller());
    model.addAttribute("more", items.size() > MOST ? MOST : null);
    return show(items.subList(0, Math.min(items.size(), MOST)), chosen, reader, model);
  }

  private String show(List<InboxItem> items, Chosen chosen, SignedIn reader, Model model) {
    Map<String, String> seen = new HashMap<>();
    for (InboxItem item : items) {
      OfficerId holder = item.assignee();
      seen.put(item.workItemId(), holder == null ? "" : holder.value());
    }
    String holder = Choices.orNull(chosen.holder());
    model.addAttribute("back", ReturnPath.of(chosen.back()));
    model.addAttribute("items", rows.rows(items, reader.caller()));
    model.addAttribute("seen", seen);
    model.addAttribute("blocks", blocks.offered(reader));
    model.addAttribute("from", holder == null ? null : names.officer(new OfficerId(holder)));
    model.addAttribute("checked", Set.copyOf(chosen.ids()));
    model.addAttribute("reasonNeeded", items.stream().anyMatch(item -> item.assignee() != null));
    model.addAttribute(
        "officers",
        forms.choices(assignments.candidates(items, reader.caller())).stream()
            .filter(choice -> !choice.code().equals(holder))
            .toList());
    return "assignments";
  }

  @PersonalData(Of.LISTED)
  @PostMapping
  String assign(
      @ModelAttribute("chosen") Chosen chosen,
      @RequestParam Map<String, String> typed,
      @AuthenticationPrincipal SignedIn reader,
      Model model,
      HttpSession session,
      HttpServletResponse response,
      RedirectAttributes flash) {
    Map<String, String> wrong = new LinkedHashMap<>();
    String to = Choices.orNull(chosen.to());
    if (to == null) {
      wrong.put("to", names.text("assign.wrong.to"));
    }
    if (chosen.ids().isEmpty()) {
      wrong.put("id", names.text("wrong.no-item"));
    }
    boolean held =
        chosen.ids().stream().anyMatch(id -> !typed.getOrDefault("seen-" + id, "").isEmpty());
    if (held && chosen.why().isBlank()) {
      wrong.put("reason", names.text("assign.wrong.reason"));
    }
    List<Missed> missed = List.of();
    if (to != null && wrong.isEmpty()) {
      try {
        missed = given(chosen, to, typed, reader);
        int done = chosen.ids().size() - missed.size();
        if (done > 0) {
          String list = ReturnPath.of(chosen.back());
          flash.addFlashAttribute("said", said(done, to));
          flash.addFlashAttribute("undo", undo(chosen, typed, reader, session));
          flash.addFlashAttribute("undoBack", list);
          if (!missed.isEmpty()) {
            session.setAttribute(
                BulkSummary.KEPT, new BulkSummary(BulkSummary.ASSIGN, list, 0, 0, missed));
          }
          return "redirect:" + list;
        }
      } catch (Failure noLogin) {
        wrong.put("to", outcomes.sentence(noLogin));
      }
    }
    model.addAttribute("wrong", wrong);
    model.addAttribute("missed", missed);
    model.addAttribute(
        "refused",
        missed.isEmpty() ? names.text("wrong.form") : names.text("wrong.items", missed.size()));
    response.setStatus(
        missed.isEmpty() ? HttpServletResponse.SC_BAD_REQUEST : HttpServletResponse.SC_CONFLICT);
    return again(chosen, typed, reader, model);
  }

  private String said(int done, String to) {
    return to.equals(UNIT)
        ? names.text("said.freed", done)
        : names.text("said.assigned", done, names.officer(new OfficerId(to)));
  }

  /** What would take the order back: every item that has another holder than the one seen. */
  private @Nullable Undo undo(
      Chosen chosen, Map<String, String> typed, SignedIn reader, HttpSession session) {
    List<Undo.Item> changed = new ArrayList<>();
    for (InboxItem item : assignments.chosen(chosen.ids(), reader.caller())) {
      String before = Choices.orNull(typed.get("seen-" + item.workItemId()));
      OfficerId holder = item.assignee();
      String now = holder == null ? null : holder.value();
      if (!Objects.equals(before, now)) {
        changed.add(new Undo.Item(item.workItemId(), before, now));
      }
    }
    return Undo.keep(session, BulkSummary.ASSIGN, changed);
  }

  /** Inserts a text block into the reason; nothing is assigned yet. */
  @PersonalData(Of.LISTED)
  @PostMapping("/insert")
  String insert(
      @ModelAttribute("chosen") Chosen chosen,
      @RequestParam Map<String, String> typed,
      @AuthenticationPrincipal SignedIn reader,
      Model model) {
    List<DossierCode> dossiers =
        assignments.chosen(chosen.ids(), reader.caller()).stream()
            .map(InboxItem::dossier)
            .distinct()
            .toList();
    DossierCode one = dossiers.size() == 1 ? dossiers.get(0) : null;
    Chosen with =
        chosen.because(blocks.into("reason", new InsertedBlocks.Sent(typed, one, reader, model)));
    model.addAttribute("chosen", with);
    return again(with, typed, reader, model);
  }

  /** Gives the items, and returns those that were not given. */
  private List<Missed> given(Chosen chosen, String to, Map<String, String> typed, SignedIn reader) {
    Map<String, InboxItem> rows = new HashMap<>();
    assignments
        .chosen(chosen.ids(), reader.caller())
        .forEach(item -> rows.put(item.workItemId(), item));
    return outcomes.missed(
        chosen.ids(), rows, assignments.assign(orders(chosen, to, typed), reader.caller()));
  }

  /** The items that were shown, with what was chosen of them. */
  private String again(Chosen chosen, Map<String, String> typed, SignedIn reader, Model model) {
    List<String> shown = new ArrayList<>();
    for (String name : typed.keySet()) {
      if (name.startsWith("seen-")) {
        shown.add(name.substring("seen-".length()));
      }
    }
    return show(
        assignments.chosen(shown.isEmpty() ? chosen.ids() : shown, reader.caller()),
        chosen,
        reader,
        model);
  }

  private static List<AssignmentOrder> orders(Chosen chosen, String to, Map<String, String> typed) {
    return chosen.ids().stream()
        .map(
            id -> {
              String seen = typed.getOrDefault("seen-" + id, "");
              return new AssignmentOrder(
                  id,
                  seen.isEmpty() ? null : new OfficerId(seen),
                  to.equals(UNIT) ? null : new OfficerId(to),
                  chosen.why());
            })
        .toList();
  }
}
