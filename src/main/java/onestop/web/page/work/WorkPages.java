package onestop.web.page.work;

import jakarta.servlet.http.HttpSession;
import java.util.List;
import java.util.OptionalLong;
import onestop.desk.letters.LetterFiles;
import onestop.desk.work.Assignments;
import onestop.desk.work.StepWork;
import onestop.engine.WorkItem;
import onestop.kernel.Failure;
import onestop.procedures.LetterModel;
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
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** A work item that waits for the reader, and who holds it. */
@Controller
@RequestMapping("/my-work")
@PersonalData(Of.WORK_ITEM)
class WorkPages {
  private final Assignments assignments;
  private final StepWork steps;
  private final LetterFiles letters;
  private final WorkItemView view;
  private final Names names;
  private final Problems problems;

  WorkPages(
      Assignments assignments,
      StepWork steps,
      LetterFiles letters,
      WorkItemView view,
      Names names,
      Problems problems) {
    this.assignments = assignments;
    this.steps = steps;
    this.letters = letters;
    this.view = view;
    this.names = names;
    this.problems = problems;
  }

  @GetMapping("/{id}")
  String item(
      @PathVariable String id,
      @RequestParam(required = false) @Nullable String back,
      @RequestParam(name = "draft", required = false) @Nullable String of,
      @RequestHeader(name = Parts.HEADER, required = false) @Nullable String part,
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
    view.open(id, of, reader, model);
    return Parts.item(part);
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
      HttpSession session,
      RedirectAttributes next) {
    String list = ReturnPath.of(back);
    return act(
        new Ways(list, list),
        next,
        "said.released",
        () -> {
          steps.release(id, reader.caller());
          List<Undo.Item> released = List.of(new Undo.Item(id, null, null));
          next.addFlashAttribute("undo", Undo.keep(session, BulkSummary.RELEASE, released));
          next.addFlashAttribute("undoBack", list);
        });
  }

  /** Where an officer goes after an act, and after its refusal. */
  private record Ways(String done, String refused) {}

  private String act(Ways ways, RedirectAttributes next, String said, Runnable act) {
    try {
      act.run();
      next.addFlashAttribute("said", names.text(said));
      return "redirect:" + ways.done();
    } catch (Failure failure) {
      next.addFlashAttribute(
          "refused", problems.sentence(failure, LocaleContextHolder.getLocale()));
      return "redirect:" + ways.refused();
    }
  }
}
