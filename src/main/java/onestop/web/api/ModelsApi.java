package onestop.web.api;

import java.util.List;
import java.util.Locale;
import onestop.engine.ModelDeployer;
import onestop.kernel.Failure;
import onestop.models.ModelLint;
import onestop.models.lint.LintFinding;
import onestop.web.reach.PersonalData;
import onestop.web.reach.PersonalData.Of;
import onestop.web.words.Problems;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Process models: checked for anybody who designs, deployed only when nothing is wrong. */
@RestController
@RequestMapping("/api/models")
@PreAuthorize("hasAnyRole('DESIGNER', 'ADMINISTRATOR')")
@PersonalData(Of.NOBODY)
class ModelsApi {
  private static final String FILE_NAME = "[a-z][a-z0-9_]{0,80}\\.bpmn";

  private final ModelDeployer deployer;
  private final Problems problems;
  private final MessageSource messages;

  ModelsApi(ModelDeployer deployer, Problems problems, MessageSource messages) {
    this.deployer = deployer;
    this.problems = problems;
    this.messages = messages;
  }

  /** One finding in words. */
  record Finding(
      String code, LintFinding.Severity severity, @Nullable String element, String message) {}

  /** What a check found. */
  record Checked(String file, boolean deployable, List<Finding> findings) {}

  /**
   * What a deployment did; {@code models} is empty if the very same model is the newest already.
   */
  record Deployed(String file, List<String> models, List<Finding> findings) {}

  @PostMapping(
      path = "/{file}/lint",
      consumes = {"application/xml", "text/xml"})
  Checked lint(@PathVariable String file, @RequestBody byte[] bpmn, Locale locale) {
    List<Finding> findings = findings(name(file), bpmn, locale);
    return new Checked(file, findings.stream().noneMatch(ModelsApi::isError), findings);
  }

  /** Deploys a model; a refused one is answered with everything that is wrong with it. */
  @PutMapping(
      path = "/{file}",
      consumes = {"application/xml", "text/xml"})
  ResponseEntity<?> deploy(@PathVariable String file, @RequestBody byte[] bpmn, Locale locale) {
    List<Finding> findings = findings(name(file), bpmn, locale);
    try {
      return ResponseEntity.ok(new Deployed(file, deployer.deploy(file, bpmn), findings));
    } catch (Failure refused) {
      ProblemDetail problem = problems.detail(refused, locale);
      problem.setProperty("findings", findings);
      return ResponseEntity.status(problem.getStatus())
          .contentType(MediaType.APPLICATION_PROBLEM_JSON)
          .body(problem);
    }
  }

  private List<Finding> findings(String file, byte[] bpmn, Locale locale) {
    return new ModelLint()
        .check(file, bpmn).stream()
            .map(
                f ->
                    new Finding(
                        f.code(),
                        f.severity(),
                        f.element(),
                        messages.getMessage(f.messageKey(), f.values().toArray(), locale)))
            .toList();
  }

  private static boolean isError(Finding finding) {
    return finding.severity() == LintFinding.Severity.ERROR;
  }

  private static String name(String file) {
    if (!file.matches(FILE_NAME)) {
      throw Failure.badInput("web", "model-name", "value", file);
    }
    return file;
  }
}
