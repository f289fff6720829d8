package onestop.web.bench;

import java.util.List;
import onestop.desk.bench.Bench;
import onestop.desk.bench.Trials;
import onestop.kernel.Failure;
import onestop.models.trial.ModelScenarios;
import onestop.web.download.FileAnswer;
import onestop.web.login.SignedIn;
import onestop.web.page.Names;
import onestop.web.reach.PersonalData;
import onestop.web.reach.PersonalData.Of;
import onestop.web.words.Problems;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The scenarios of a version, how far its trial is, and the letters of the trial. */
@Controller
@RequestMapping("/bench/{process}/versions/{version}")
@PersonalData(Of.NOBODY)
class TrialPages {
  private final Bench bench;
  private final Trials trials;
  private final BenchView view;
  private final TrialView words;
  private final Names names;
  private final Problems problems;

  TrialPages(
      Bench bench, Trials trials, BenchView view, TrialView words, Names names, Problems problems) {
    this.bench = bench;
    this.trials = trials;
    this.view = view;
    this.words = words;
    this.names = names;
    this.problems = problems;
  }

  /** The text of the scenarios, to be written on. */
  @GetMapping("/scenarios")
  String scenarios(
      @PathVariable String process,
      @PathVariable int version,
      @AuthenticationPrincipal SignedIn reader,
      Model model) {
    return show(process, version, trials.open(process, version), reader, model);
  }

  private String show(
      String process, int version, ModelScenarios.Written written, SignedIn reader, Model model) {
    model.addAttribute("process", process);
    model.addAttribute("version", version);
    model.addAttribute("name", view.name(bench.of(process, reader.caller())));
    model.addAttribute("seen", written.seen());
    model.addAttribute("text", written.content());
    return "bench-scenarios";
  }

  /** Saves the text; one with values that are not understood is shown again with its faults. */
  @PostMapping("/scenarios")
  String save(
      @PathVariable String process,
      @PathVariable int version,
      ModelScenarios.Written typed,
      @AuthenticationPrincipal SignedIn reader,
      Model model,
      RedirectAttributes next) {
    ModelScenarios.Written written =
        new ModelScenarios.Written(typed.seen(), typed.content().replace("\r\n", "\n"));
    try {
      Trials.Saving saving = trials.save(process, version, written, reader.caller());
      if (saving.saved()) {
        next.addFlashAttribute("said", names.text("trial.said.saved"));
        return "redirect:/bench/" + process + "/versions/" + version + "#trial";
      }
      List<TrialView.Wrong> wrong = words.wrong(saving.text());
      model.addAttribute("refused", names.text("trial.faulty", wrong.size()));
      model.addAttribute("wrong", wrong);
    } catch (Failure failure) {
      if (failure.kind() == Failure.Kind.NOT_FOUND) {
        throw failure;
      }
      model.addAttribute("refused", problems.sentence(failure, LocaleContextHolder.getLocale()));
    }
    return show(process, version, written, reader, model);
  }

  /** How far a trial is. */
  record Far(boolean going) {}

  /** How far the trial is; asked by the page that shows a trial that is going. */
  @GetMapping("/trial")
  @ResponseBody
  Far trial(@PathVariable String process, @PathVariable int version) {
    return new Far(trials.state(process, version).progress().isGoing());
  }

  /** A letter of apology that the last trial issued. */
  @GetMapping("/letter")
  ResponseEntity<byte[]> letter(
      @PathVariable String process,
      @PathVariable int version,
      @RequestParam int scenario,
      @RequestParam int no) {
    return FileAnswer.of(
        "%s-%d-%d-%d".formatted(process, version, scenario, no),
        trials.letter(process, version, scenario, no));
  }
}
