package onestop.web.api;

import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import onestop.kernel.Failure;
import onestop.models.ModelLint;
import onestop.models.ModelState;
import onestop.models.ModelStep;
import onestop.models.ModelVersion;
import onestop.models.Models;
import onestop.models.Models.Decision;
import onestop.models.lint.LintFinding;
import onestop.web.bench.FindingWords;
import onestop.web.bench.FindingWords.Finding;
import onestop.web.conditions.Repeatable;
import onestop.web.conditions.Repeatable.How;
import onestop.web.login.SignedIn;
import onestop.web.reach.PersonalData;
import onestop.web.reach.PersonalData.Of;
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

/**
 * Process models: checked for designers, published only without errors, and kept version by
 * version.
 */
@RestController
@RequestMapping("/api/models")
@PreAuthorize("hasAnyRole('DESIGNER', 'ADMINISTRATOR')")
@PersonalData(Of.NOBODY)
class ModelsApi {
  private static final String FILE_NAME = "[a-z][a-z0-9_]{0,80}\\.bpmn";

  private final Models models;
  private final Problems problems;
  private final FindingWords words;

  ModelsApi(Models models, Problems problems, FindingWords words) {
    this.models = models;
    this.problems = problems;
    this.words = words;
  }

  /** The result of a check. */
  record Checked(String file, boolean deployable, List<Finding> findings) {}

  /**
   * The result of a deployment; {@code models} is empty if the same model is already the newest.
   */
  record Deployed(String file, List<String> models, List<Finding> findings) {}

  @PostMapping(
      path = "/{file}/lint",
      consumes = {"application/xml", "text/xml"})
  Checked lint(@PathVariable String file, @RequestBody byte[] bpmn, Locale locale) {
    List<Finding> findings = findings(name(file), bpmn, locale);
    return new Checked(file, findings.stream().noneMatch(ModelsApi::isError), findings);
  }

  /** One recorded version; {@code author} is a login, or {@code shipped}. */
  record Version(
      String file,
      int version,
      ModelState state,
      String sha256,
      @Nullable String procedure,
      String author,
      String reason,
      Instant createdAt) {
    static Version of(ModelVersion version) {
      return new Version(
          version.processKey() + ".bpmn",
          version.version(),
          version.state(),
          version.sha256(),
          version.procedure(),
          version.author().name(),
          version.reason(),
          version.createdAt());
    }
  }

  /** Every version of every model, by file and version. */
  @GetMapping
  List<Version> list() {
    return models.all().stream().map(Version::of).toList();
  }

  /** The versions of one model, older first; none if there is no such model. */
  @GetMapping("/{file}/versions")
  List<Version> versions(@PathVariable String file) {
    return models.of(name(file).replace(".bpmn", "")).stream().map(Version::of).toList();
  }

  /** The file of one version, unchanged. */
  @GetMapping(path = "/{file}/versions/{version}", produces = MediaType.APPLICATION_XML_VALUE)
  byte[] download(@PathVariable String file, @PathVariable int version) {
    return models.bytes(name(file).replace(".bpmn", ""), version);
  }

  /**
   * Publishes a model in one step; a refused one is answered with all its errors. For
   * administrators: what designers draw is published by a second person.
   */
  @PreAuthorize("hasRole('ADMINISTRATOR')")
  @PutMapping(
      path = "/{file}",
      consumes = {"application/xml", "text/xml"})
  @ApiResponse(
      responseCode = "200",
      content = @Content(schema = @Schema(implementation = Deployed.class)))
  ResponseEntity<?> deploy(
      @PathVariable String file,
      @RequestParam(defaultValue = "")
          @Size(max = Models.MAX_REASON, message = "{web.field.too-long}")
          String reason,
      @RequestBody byte[] bpmn,
      @AuthenticationPrincipal SignedIn me,
      Locale locale) {
    List<Finding> findings = findings(name(file), bpmn, locale);
    try {
      List<String> published =
          models.publish(file, bpmn, me.actor(), reason.strip()).stream()
              .map(ModelVersion::processKey)
              .toList();
      return ResponseEntity.ok(new Deployed(file, published, findings));
    } catch (Failure refused) {
      return refused(refused, findings, locale);
    }
  }

  /** Saves a draft, whatever lint would report. */
  @PostMapping(
      path = "/{file}/versions",
      consumes = {"application/xml", "text/xml"})
  @ResponseStatus(HttpStatus.CREATED)
  Version draft(
      @PathVariable String file,
      @RequestParam(defaultValue = "")
          @Size(max = Models.MAX_REASON, message = "{web.field.too-long}")
          String reason,
      @RequestBody byte[] bpmn,
      @AuthenticationPrincipal SignedIn me) {
    return Version.of(models.draft(name(file), bpmn, me.actor(), reason.strip()));
  }

  /**
   * Takes a version one step further: {@code check}, {@code try}, {@code publish}, {@code retire}.
   */
  @Repeatable(How.IN_PARTS)
  @PostMapping("/{file}/versions/{version}/{step}")
  @ApiResponse(
      responseCode = "200",
      content = @Content(schema = @Schema(implementation = Version.class)))
  ResponseEntity<?> take(
      @PathVariable String file,
      @PathVariable int version,
      @PathVariable String step,
      @RequestParam(defaultValue = "")
          @Size(max = Models.MAX_REASON, message = "{web.field.too-long}")
          String reason,
      @AuthenticationPrincipal SignedIn me,
      Locale locale) {
    String process = name(file).replace(".bpmn", "");
    try {
      return ResponseEntity.ok(
          Version.of(
              models.take(step(step), process, version, new Decision(me.actor(), reason.strip()))));
    } catch (Failure refused) {
      if (!refused.slug().equals("model-refused")) {
        throw refused;
      }
      return refused(refused, findings(file, models.bytes(process, version), locale), locale);
    }
  }

  private static ModelStep step(String word) {
    return switch (word) {
      case "check" -> ModelStep.CHECK;
      case "try" -> ModelStep.TRY;
      case "publish" -> ModelStep.PUBLISH;
      case "retire" -> ModelStep.RETIRE;
      default -> throw Failure.badInput("web", "model-step", "value", word);
    };
  }

  private ResponseEntity<ProblemDetail> refused(
      Failure refused, List<Finding> findings, Locale locale) {
    ProblemDetail problem = problems.detail(refused, locale);
    problem.setProperty("findings", findings);
    return ResponseEntity.status(problem.getStatus())
        .contentType(MediaType.APPLICATION_PROBLEM_JSON)
        .body(problem);
  }

  private List<Finding> findings(String file, byte[] bpmn, Locale locale) {
    return words.of(new ModelLint().check(file, bpmn), locale);
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
