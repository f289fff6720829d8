package onestop.web.page.work;

import java.util.LinkedHashMap;
import java.util.Map;
import onestop.desk.work.Assignments;
import onestop.desk.work.Assignments.Task;
import onestop.desk.work.UnitTexts;
import onestop.kernel.Failure;
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
import org.springframework.web.bind.annotation.RequestParam;

/** Inserts a text block into a form; what was typed stays, and nothing is sent. */
@Controller
@PersonalData(Of.WORK_ITEM)
class InsertPage {
  /** What the name of a list of blocks begins with; the id of its field follows. */
  private static final String BLOCK = "block-";

  private final Assignments assignments;
  private final UnitTexts texts;
  private final WorkItemView view;
  private final Names names;
  private final Problems problems;

  InsertPage(
      Assignments assignments, UnitTexts texts, WorkItemView view, Names names, Problems problems) {
    this.assignments = assignments;
    this.texts = texts;
    this.view = view;
    this.names = names;
    this.problems = problems;
  }

  @PostMapping("/my-work/{id}/insert")
  String insert(
      @PathVariable String id,
      @RequestParam(defaultValue = "") String into,
      @RequestParam Map<String, String> typed,
      @RequestHeader(name = Parts.HEADER, required = false) @Nullable String part,
      @AuthenticationPrincipal SignedIn reader,
      Model model) {
    Task task = assignments.task(id);
    Map<String, String> with = new LinkedHashMap<>(typed);
    try {
      long block = UnitTexts.number(typed.getOrDefault(BLOCK + into, ""));
      String before = typed.getOrDefault(into, "");
      with.put(into, texts.inserted(before, block, task.item().dossier(), reader.caller()));
      model.addAttribute("said", names.text("block.inserted"));
    } catch (Failure failure) {
      model.addAttribute("refused", problems.sentence(failure, LocaleContextHolder.getLocale()));
    }
    model.addAttribute("back", ReturnPath.of(typed.get("back")));
    if ("reason".equals(into)) {
      model.addAttribute("whyBack", with.get(into));
    }
    view.show(task, view.form(task, with, reader), reader, model);
    return Parts.item(part);
  }
}
