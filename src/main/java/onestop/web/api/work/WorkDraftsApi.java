package onestop.web.api.work;

import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import onestop.desk.work.DraftWork;
import onestop.inbox.own.Draft;
import onestop.inbox.own.WorkDrafts.Save;
import onestop.kernel.Failure;
import onestop.web.login.SignedIn;
import onestop.web.reach.PersonalData;
import onestop.web.reach.PersonalData.Of;
import onestop.web.words.Problem;
import onestop.web.words.Problems;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * The caller's draft of a work item. Its entity tag is its revision: a draft that exists is written
 * or erased only by a caller who names the revision seen, or {@code *} for any.
 */
@RestController
@RequestMapping("/api/v1/work-items/{id}/draft")
@PersonalData(Of.WORK_ITEM)
class WorkDraftsApi {
  private static final String ANY = "*";

  private final DraftWork drafts;
  private final Problems problems;

  WorkDraftsApi(DraftWork drafts, Problems problems) {
    this.drafts = drafts;
    this.problems = problems;
  }

  /**
   * A draft to be saved.
   *
   * @param outcome the outcome chosen so far; null if none
   * @param fields the typed values by the name of the form, a hyphen and the name of the field
   */
  record DraftBody(
      @Size(max = 60, message = "{web.field.too-long}") @Nullable String outcome,
      @NotNull(message = "{web.field.required}") @Size(max = 59, message = "{web.field.too-many}")
          @Nullable Map<String, @NotNull(message = "{web.field.required}") String> fields) {
    Map<String, String> typed() {
      Map<String, String> typed = new LinkedHashMap<>(fields == null ? Map.of() : fields);
      typed.remove("outcome");
      if (outcome != null) {
        typed.put("outcome", outcome);
      }
      return typed;
    }
  }

  /** A draft as it is stored. */
  record Stored(
      @Nullable String outcome, Map<String, String> fields, int revision, Instant savedAt) {
    static Stored of(Draft draft) {
      Map<String, String> fields = new LinkedHashMap<>(draft.fields());
      return new Stored(fields.remove("outcome"), fields, draft.revision(), draft.savedAt());
    }
  }

  @GetMapping
  ResponseEntity<Stored> get(@PathVariable String id, @AuthenticationPrincipal SignedIn caller) {
    Draft draft = drafts.find(id, caller.caller()).orElseThrow(WorkDraftsApi::none);
    return ResponseEntity.ok().eTag(tag(draft)).body(Stored.of(draft));
  }

  /**
   * Saves the draft: 201 if it is the first, 200 otherwise. Without a condition only a first draft
   * is saved; 428 if there is one already, 412 with the stored draft if it is not the one seen.
   */
  @PutMapping(consumes = "application/json")
  @ApiResponse(
      responseCode = "200",
      content = @Content(schema = @Schema(implementation = Stored.class)))
  @ApiResponse(
      responseCode = "201",
      content = @Content(schema = @Schema(implementation = Stored.class)))
  ResponseEntity<?> put(
      @PathVariable String id,
      @Valid @RequestBody DraftBody body,
      @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String seen,
      @AuthenticationPrincipal SignedIn caller,
      Locale locale) {
    Optional<Draft> present = drafts.find(id, caller.caller());
    if (present.isPresent() && seen == null) {
      return refused(HttpStatus.PRECONDITION_REQUIRED, "draft-exists", present, locale);
    }
    int revision = present.map(Draft::revision).orElse(0);
    if (seen != null && !isOf(seen, present)) {
      return refused(HttpStatus.PRECONDITION_FAILED, "draft-changed", present, locale);
    }
    Save save = drafts.save(id, revision, body.typed(), caller.caller());
    return save.saved()
        ? ResponseEntity.status(revision == 0 ? HttpStatus.CREATED : HttpStatus.OK)
            .eTag(tag(save.draft()))
            .body(Stored.of(save.draft()))
        : refused(
            HttpStatus.PRECONDITION_FAILED, "draft-changed", Optional.of(save.draft()), locale);
  }

  /** Erases the draft (204); 412 with the stored draft if it is not the one seen. */
  @DeleteMapping
  @ApiResponse(responseCode = "204", content = @Content)
  ResponseEntity<?> delete(
      @PathVariable String id,
      @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String seen,
      @AuthenticationPrincipal SignedIn caller,
      Locale locale) {
    Optional<Draft> present = drafts.find(id, caller.caller());
    Draft draft = present.orElseThrow(WorkDraftsApi::none);
    if (seen == null) {
      return refused(HttpStatus.PRECONDITION_REQUIRED, "draft-exists", present, locale);
    }
    if (!isOf(seen, present) || !drafts.discard(id, draft.revision(), caller.caller())) {
      return refused(HttpStatus.PRECONDITION_FAILED, "draft-changed", present, locale);
    }
    return ResponseEntity.noContent().build();
  }

  private static Failure none() {
    return Failure.notFound("web", "no-draft");
  }

  private static String tag(Draft draft) {
    return "\"" + draft.revision() + "\"";
  }

  /** Whether the condition names the present draft; nothing names one that does not exist. */
  private static boolean isOf(String seen, Optional<Draft> present) {
    return present
        .map(draft -> seen.strip().equals(ANY) || seen.strip().equals(tag(draft)))
        .orElse(false);
  }

  private ResponseEntity<ProblemDetail> refused(
      HttpStatus status, String slug, Optional<Draft> present, Locale locale) {
    ProblemDetail detail = problems.detail(Problem.of(status, slug), locale);
    ResponseEntity.BodyBuilder answer =
        ResponseEntity.status(status).contentType(MediaType.APPLICATION_PROBLEM_JSON);
    present.ifPresent(
        draft -> {
          detail.setProperty("draft", Stored.of(draft));
          answer.eTag(tag(draft));
        });
    return answer.body(detail);
  }
}
