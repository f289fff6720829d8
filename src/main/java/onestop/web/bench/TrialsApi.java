package onestop.web.bench;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import onestop.desk.bench.Trials;
import onestop.kernel.Failure;
import onestop.models.trial.ModelScenarios;
import onestop.models.trial.ModelTrial;
import onestop.models.trial.TrialReport;
import onestop.web.login.SignedIn;
import onestop.web.reach.PersonalData;
import onestop.web.reach.PersonalData.Of;
import onestop.web.words.Problem;
import onestop.web.words.Problems;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The scenarios of a version and what came of them, for other systems. */
@RestController
@RequestMapping("/api/models/{file}/versions/{version}")
@PreAuthorize("hasAnyRole('DESIGNER', 'ADMINISTRATOR')")
@PersonalData(Of.NOBODY)
class TrialsApi {
  private final Trials trials;
  private final TrialView words;
  private final Problems problems;

  TrialsApi(Trials trials, TrialView words, Problems problems) {
    this.trials = trials;
    this.words = words;
    this.problems = problems;
  }

  /**
   * The scenarios of a version.
   *
   * @param revision of the version's own; 0 if it has those of an earlier version, or a beginning
   * @param content YAML
   */
  record Written(int revision, String content) {}

  /**
   * The trial of a version; all but {@code progress} is of the last one that ended.
   *
   * @param holds whether every scenario held and every flow was taken
   */
  record Trial(
      Trials.Progress progress,
      @Nullable Integer no,
      boolean holds,
      @Nullable TrialReport report,
      @Nullable String by,
      @Nullable Instant endedAt) {}

  /** The scenarios, or a beginning where a version has none. */
  @GetMapping("/scenarios")
  Written scenarios(@PathVariable String file, @PathVariable int version) {
    ModelScenarios.Written written = trials.open(process(file), version);
    return new Written(written.seen(), written.content());
  }

  /** Saves the scenarios of a version that was never in force. */
  @PutMapping(
      path = "/scenarios",
      consumes = {"application/yaml", MediaType.TEXT_PLAIN_VALUE})
  ResponseEntity<?> save(
      @PathVariable String file,
      @PathVariable int version,
      @RequestParam(defaultValue = "0") int revision,
      @RequestBody(required = false) @Nullable String content,
      @AuthenticationPrincipal SignedIn me,
      Locale locale) {
    ModelScenarios.Written written =
        new ModelScenarios.Written(revision, content == null ? "" : content);
    Trials.Saving saving = trials.save(process(file), version, written, me.caller());
    if (saving.saved()) {
      return ResponseEntity.ok(scenarios(file, version));
    }
    List<Problem.Field> errors =
        saving.text().faults().stream()
            .map(fault -> new Problem.Field(fault.field(), words.sentence(fault)))
            .toList();
    ProblemDetail problem = problems.detail(saving.refusal(), locale);
    problem.setProperty("errors", errors);
    return ResponseEntity.badRequest()
        .contentType(MediaType.APPLICATION_PROBLEM_JSON)
        .body(problem);
  }

  /** Has the scenarios run; the answer of the trial is read later. */
  @PostMapping("/trial")
  @ResponseStatus(HttpStatus.ACCEPTED)
  Trial run(
      @PathVariable String file, @PathVariable int version, @AuthenticationPrincipal SignedIn me) {
    trials.run(process(file), version, me.caller());
    return trial(file, version);
  }

  /** How far the trial is, and what came of the last one. */
  @GetMapping("/trial")
  Trial trial(@PathVariable String file, @PathVariable int version) {
    Trials.State state = trials.state(process(file), version);
    ModelTrial last = state.last().orElse(null);
    return last == null
        ? new Trial(state.progress(), null, false, null, null, null)
        : new Trial(
            state.progress(),
            last.no(),
            last.report().holds(),
            last.report(),
            last.actor(),
            last.endedAt());
  }

  /** A letter of apology that the last trial issued, as PDF. */
  @GetMapping(path = "/trial/letter", produces = MediaType.APPLICATION_PDF_VALUE)
  byte[] letter(
      @PathVariable String file,
      @PathVariable int version,
      @RequestParam int scenario,
      @RequestParam int no) {
    return trials.letter(process(file), version, scenario, no);
  }

  private static String process(String file) {
    if (!file.endsWith(".bpmn")) {
      throw Failure.badInput("web", "model-name", "value", file);
    }
    return file.substring(0, file.length() - ".bpmn".length());
  }
}
