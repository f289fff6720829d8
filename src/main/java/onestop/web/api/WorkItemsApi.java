// Over 300 lines: every act on a work item, with its answers described.
package onestop.web.api;

import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import onestop.calendar.Limit;
import onestop.desk.work.Assignments;
import onestop.desk.work.ResultNumbers;
import onestop.desk.work.StepEndings;
import onestop.desk.work.StepWork;
import onestop.dossiers.steps.ClockBound;
import onestop.dossiers.steps.StepResult;
import onestop.engine.WorkItem;
import onestop.inbox.InboxItem;
import onestop.kernel.Failure;
import onestop.procedures.ClockMove;
import onestop.procedures.FormField;
import onestop.procedures.StepForm;
import onestop.web.conditions.Continued;
import onestop.web.login.SignedIn;
import onestop.web.reach.PersonalData;
import onestop.web.reach.PersonalData.Of;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.WebDataBinder;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.InitBinder;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The work items that wait for the caller. */
@RestController
@RequestMapping("/api/work-items")
@PersonalData(Of.WORK_ITEM)
class WorkItemsApi {
  private final Assignments assignments;
  private final StepWork steps;
  private final StepEndings endings;
  private final ResultNumbers numbers;

  WorkItemsApi(
      Assignments assignments, StepWork steps, StepEndings endings, ResultNumbers numbers) {
    this.assignments = assignments;
    this.steps = steps;
    this.endings = endings;
    this.numbers = numbers;
  }

  /**
   * A waiting item.
   *
   * @param dueAt the current due date of its dossier
   * @param ownDueAt the moment by which the list is sorted: the due date, or the item's own limit
   * @param limit which of the two it is
   */
  record Item(
      String id,
      String dossier,
      String step,
      String name,
      String role,
      String agency,
      @Nullable String assignee,
      List<String> outcomes,
      Instant dueAt,
      Instant ownDueAt,
      InboxItem.Limit limit,
      Instant createdAt) {
    static Item of(InboxItem item) {
      return new Item(
          item.workItemId(),
          item.dossier().value(),
          item.step(),
          item.name(),
          item.role(),
          item.agency().value(),
          item.assignee() == null ? null : item.assignee().value(),
          item.outcomes(),
          item.dueAt(),
          item.ownDueAt(),
          item.limit(),
          item.createdAt());
    }
  }

  /** A part of the inbox. */
  record Items(long total, int offset, List<Item> items) implements Continued {
    @Override
    public @Nullable Further further() {
      int next = offset + items.size();
      return items.isEmpty() || next >= total ? null : new Further("offset", String.valueOf(next));
    }
  }

  @InitBinder("completionBody")
  void check(WebDataBinder binder) {
    binder.addValidators(new CompletionCheck());
  }

  /** The items that are free at the caller's desk or held by the caller, most urgent first. */
  @PersonalData(Of.LISTED)
  @GetMapping
  Items list(
      @RequestParam(defaultValue = "0")
          @Min(value = 0, message = "{web.field.not-negative}")
          @Max(value = 10_000_000, message = "{web.field.too-large}")
          int offset,
      @RequestParam(defaultValue = "50")
          @Min(value = 1, message = "{web.field.page-of-500}")
          @Max(value = 500, message = "{web.field.page-of-500}")
          int size,
      @AuthenticationPrincipal SignedIn caller) {
    Assignments.Waiting mine = assignments.of(caller.caller(), offset, size);
    return new Items(mine.total(), offset, mine.items().stream().map(Item::of).toList());
  }

  /**
   * The bound of one kind of clock move.
   *
   * @param alone how often the officer in charge may do it without an approver
   * @param longest in the notation of limits; null where no day is named
   */
  record BoundBody(
      int alone,
      int times,
      int used,
      @Nullable String longest,
      @Nullable LocalDate earliest,
      @Nullable LocalDate latest,
      String approver,
      String legalBasis) {
    static BoundBody of(ClockBound bound) {
      Limit longest = bound.bound().longest();
      return new BoundBody(
          bound.bound().alone(),
          bound.bound().times(),
          bound.used(),
          longest == null ? null : longest.text(),
          bound.earliest(),
          bound.latest(),
          bound.bound().approver().code(),
          bound.bound().legalBasis());
    }
  }

  /** A proposal that waits for an approver: the completion as sent, its author and its moment. */
  record Proposal(CompletionBody completion, String by, Instant at) {}

  /** An item with its bounds and its waiting proposal. */
  record Detail(Item item, @Nullable Proposal proposal, Map<ClockMove, BoundBody> bounds) {}

  /** One item of the caller's desks, also one that another officer holds. */
  @GetMapping("/{id}")
  Detail get(@PathVariable String id, @AuthenticationPrincipal SignedIn caller) {
    InboxItem row = assignments.row(id, caller.caller());
    Map<ClockMove, BoundBody> said = new EnumMap<>(ClockMove.class);
    assignments.bounds(row.dossier()).forEach((move, bound) -> said.put(move, BoundBody.of(bound)));
    return new Detail(
        Item.of(row),
        assignments
            .proposal(id)
            .map(one -> new Proposal(CompletionBody.of(one), one.by().id().value(), one.at()))
            .orElse(null),
        said);
  }

  /**
   * The form that an outcome requires.
   *
   * @param form the name under which it is sent; {@code plain} for a note alone
   */
  record OutcomeForm(String outcome, String form, List<FieldBody> fields) {
    static OutcomeForm of(WorkItem item, String outcome) {
      StepForm form = StepForm.of(item, outcome);
      return new OutcomeForm(
          outcome, form.code(), form.fields().stream().map(FieldBody::of).toList());
    }
  }

  /**
   * A field of a form.
   *
   * @param longest the characters of a text, or of each entry of a list, inclusive; 0 if unbounded
   * @param most the entries of a list, inclusive; 0 if the field is no list
   */
  record FieldBody(String name, FormField.Kind kind, boolean required, int longest, int most) {
    static FieldBody of(FormField field) {
      return new FieldBody(
          field.name(), field.kind(), field.required(), field.longest(), field.most());
    }
  }

  /**
   * The form that each outcome of an item of the caller's desks requires, in the order of the
   * model.
   */
  @GetMapping("/{id}/forms")
  List<OutcomeForm> forms(@PathVariable String id, @AuthenticationPrincipal SignedIn caller) {
    WorkItem item = assignments.get(assignments.row(id, caller.caller()).workItemId());
    return item.outcomes().stream().map(outcome -> OutcomeForm.of(item, outcome)).toList();
  }

  /**
   * The number for the result of an item; both are null where the item records none or no register
   * is kept.
   *
   * @param register the name of the book
   * @param number the first free number
   */
  record NumberBody(@Nullable String register, @Nullable String number) {}

  /** The number that is proposed for the result of an item of the caller's desks. */
  @GetMapping("/{id}/register-number")
  NumberBody number(@PathVariable String id, @AuthenticationPrincipal SignedIn caller) {
    WorkItem item = assignments.get(assignments.row(id, caller.caller()).workItemId());
    return numbers
        .proposed(item)
        .map(one -> new NumberBody(one.register(), one.number()))
        .orElseGet(() -> new NumberBody(null, null));
  }

  @PostMapping("/{id}/claim")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void claim(@PathVariable String id, @AuthenticationPrincipal SignedIn caller) {
    steps.claim(id, caller.caller());
  }

  @PostMapping("/{id}/release")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void release(@PathVariable String id, @AuthenticationPrincipal SignedIn caller) {
    steps.release(id, caller.caller());
  }

  /** The desk of the approver at which a step waits because its officer may not end it alone. */
  record HandedUp(String agency, String role) {}

  /** The approver's reason for rejecting a proposal. */
  record GiveBackBody(
      @NotBlank(message = "{web.field.required}")
          @Size(max = 4000, message = "{web.field.too-long}")
          String reason) {}

  /** What is on record of a step that the caller has ended before. */
  record Ended(String dossier, String step, String outcome, String by, Instant at) {
    static Ended of(StepEndings.Ending ending) {
      return new Ended(
          ending.dossier().value(),
          ending.step(),
          ending.outcome(),
          ending.by().value(),
          ending.at());
    }
  }

  /**
   * Ends the step (204), or hands it to the approver that it needs (202). A call repeated after the
   * caller has ended the step changes nothing and answers what was recorded (200); one with another
   * outcome or another form is refused (409).
   *
   * @param result the SHA-256 of the draft of the result that is signed with the step
   */
  @PostMapping(path = "/{id}/complete", consumes = "application/json")
  @ApiResponse(
      responseCode = "200",
      content = @Content(schema = @Schema(implementation = Ended.class)))
  @ApiResponse(
      responseCode = "202",
      content = @Content(schema = @Schema(implementation = HandedUp.class)))
  @ApiResponse(responseCode = "204", content = @Content)
  ResponseEntity<?> complete(
      @PathVariable String id,
      @Valid @RequestBody CompletionBody body,
      @RequestParam(required = false) @Nullable String result,
      @AuthenticationPrincipal SignedIn caller) {
    StepResult ended;
    try {
      ended =
          steps.complete(
              new StepWork.End(id, Objects.requireNonNull(body.outcome()), body.payload(), result),
              caller.caller());
    } catch (Failure failure) {
      if (!StepEndings.isGone(failure)) {
        throw failure;
      }
      return ResponseEntity.ok(Ended.of(endings.of(late(id, body), caller.caller(), failure)));
    }
    return ended instanceof StepResult.HandedUp up
        ? ResponseEntity.accepted()
            .body(new HandedUp(up.approver().agency().value(), up.approver().role().code()))
        : ResponseEntity.noContent().build();
  }

  private static StepEndings.Late late(String id, CompletionBody body) {
    return new StepEndings.Late(
        id, null, Objects.requireNonNull(body.outcome()), List.of(body.payload()));
  }

  /** Returns a proposal to the desk it came from. */
  @PostMapping(path = "/{id}/give-back", consumes = "application/json")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void giveBack(
      @PathVariable String id,
      @Valid @RequestBody GiveBackBody body,
      @AuthenticationPrincipal SignedIn caller) {
    steps.giveBack(id, body.reason(), caller.caller());
  }
}
