package onestop.web.page.work;

import java.util.LinkedHashMap;
import java.util.Map;
import onestop.desk.work.Assignments;
import onestop.desk.work.Assignments.Task;
import onestop.kernel.DossierCode;
import onestop.web.login.SignedIn;
import onestop.web.page.InsertedBlocks;
import onestop.web.reach.PersonalData;
import onestop.web.reach.PersonalData.Of;
import onestop.web.worklist.ReturnPath;
import org.jspecify.annotations.Nullable;
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
  private final Assignments assignments;
  private final InsertedBlocks blocks;
  private final WorkItemView view;

  InsertPage(Assignments assignments, InsertedBlocks blocks, WorkItemView view) {
    this.assignments = assignments;
    this.blocks = blocks;
    this.view = view;
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
    DossierCode dossier = task.item().dossier();
    with.put(into, blocks.into(into, new InsertedBlocks.Sent(typed, dossier, reader, model)));
    model.addAttribute("back", ReturnPath.of(typed.get("back")));
    if ("reason".equals(into)) {
      model.addAttribute("whyBack", with.get(into));
    }
    view.show(task, view.form(task, with, reader), reader, model);
    return Parts.item(part);
  }
}
