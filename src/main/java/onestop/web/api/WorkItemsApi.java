package onestop.web.api;

import com.fasterxml.jackson.annotation.JsonIgnore;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import onestop.agencies.Agencies;
import onestop.calendar.Limit;
import onestop.dossiers.ClockBound;
import onestop.dossiers.ClockBounds;
import onestop.dossiers.Dossiers;
import onestop.dossiers.StepCompletion;
import onestop.dossiers.StepPayload;
import onestop.dossiers.StepProposal;
import onestop.dossiers.StepResult;
import onestop.inbox.Inbox;
import onestop.inbox.InboxFilter;
import onestop.inbox.InboxItem;
import onestop.kernel.Failure;
import onestop.procedures.ClockMove;
import onestop.web.login.SignedIn;
import onestop.web.reach.PersonalData;
import onestop.web.reach.PersonalData.Of;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The work that waits for the caller. */
@RestController
@RequestMapping("/api/work-items")
@PersonalData(Of.WORK_ITEM)
class WorkItemsApi {
  private final Inbox inbox;
  private final Dossiers dossiers;
  private final ClockBounds bounds;
  private final Agencies agencies;
  private final Clock clock;

  WorkItemsApi(Inbox inbox, Dossiers dossiers, ClockBounds bounds, Agencies agencies, Clock clock) {
    this.inbox = inbox;
    this.bounds = bounds;
    this.dossiers = dossiers;
    this.agencies = agencies;
    this.clock = clock;
  }

  /**
   * A waiting item.
   *
   * @param dueAt the current due date of its dossier
   * @param ownDueAt what its place in the list goes by: the due date, or the item's own limit
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
  record Items(long total, int offset, List<Item> items) {}

  /** How a step ends; at most one of the groups, the one that the outcome needs. */
  record CompletionBody(
      @NotBlank(message = "{web.field.required}") String outcome,
      @Nullable @Size(max = 4000, message = "{web.field.too-long}") String note,
      @Nullable @Valid Resolution resolution,
      @Nullable @Valid Supplement supplement,
      @Nullable @Valid Refusal refusal,
      @Nullable @Valid Extension extension,
      @Nullable @Valid Agreement agreement,
      @Nullable @Valid Finance finance,
      @Nullable @Valid Stop stop) {

    /** What an officer would have sent who means this. */
    static CompletionBody of(StepProposal proposal) {
      StepPayload meant = proposal.payload();
      return new CompletionBody(
          proposal.outcome(),
          null,
          null,
          meant instanceof StepPayload.SupplementOrder s
              ? new Supplement(s.items(), s.reason(), s.deadlineOn(), s.legalBasis(), s.document())
              : null,
          meant instanceof StepPayload.Refusal r ? new Refusal(r.reason(), r.document()) : null,
          meant instanceof StepPayload.Extension e
              ? new Extension(e.by().text(), e.reason(), e.legalBasis(), e.document())
              : null,
          meant instanceof StepPayload.Agreement a
              ? new Agreement(a.dueOn(), a.reason(), a.legalBasis(), a.document())
              : null,
          meant instanceof StepPayload.FinanceNotice f
              ? new Finance(f.document(), f.reason(), f.legalBasis())
              : null,
          meant instanceof StepPayload.Stop t ? new Stop(t.reason(), t.document()) : null);
    }

    @JsonIgnore
    StepPayload payload() {
      List<StepPayload> given =
          Stream.of(
                  resolution == null ? null : resolution.meant(),
                  supplement == null ? null : supplement.meant(),
                  refusal == null ? null : refusal.meant(),
                  extension == null ? null : extension.meant(),
                  agreement == null ? null : agreement.meant(),
                  finance == null ? null : finance.meant(),
                  stop == null ? null : stop.meant())
              .filter(Objects::nonNull)
              .<StepPayload>map(p -> p)
              .toList();
      if (given.size() > 1) {
        throw Failure.badInput("web", "one-payload", "given", given.size());
      }
      return given.isEmpty() ? new StepPayload.Note(note == null ? "" : note) : given.get(0);
    }
  }

  /** The result. */
  record Resolution(
      @NotBlank(message = "{web.field.required}") @Size(max = 300, message = "{web.field.too-long}")
          String resultCode,
      @NotBlank(message = "{web.field.required}") @Size(max = 300, message = "{web.field.too-long}")
          String resultDocument) {
    StepPayload meant() {
      return new StepPayload.Resolution(resultCode, resultDocument);
    }
  }

  /** A request for papers. */
  record Supplement(
      @NotEmpty(message = "{web.field.required}") @Size(max = 50, message = "{web.field.too-long}")
          List<
                  @NotBlank(message = "{web.field.required}")
                  @Size(max = 300, message = "{web.field.too-long}") String>
              items,
      @NotBlank(message = "{web.field.required}")
          @Size(max = 4000, message = "{web.field.too-long}")
          String reason,
      @NotNull(message = "{web.field.required}") LocalDate deadlineOn,
      @NotBlank(message = "{web.field.required}") @Size(max = 300, message = "{web.field.too-long}")
          String legalBasis,
      @NotBlank(message = "{web.field.required}") @Size(max = 300, message = "{web.field.too-long}")
          String document) {
    StepPayload meant() {
      return new StepPayload.SupplementOrder(items, reason, deadlineOn, legalBasis, document);
    }
  }

  /** Why it is refused. */
  record Refusal(
      @NotBlank(message = "{web.field.required}")
          @Size(max = 4000, message = "{web.field.too-long}")
          String reason,
      @NotBlank(message = "{web.field.required}") @Size(max = 300, message = "{web.field.too-long}")
          String document) {
    StepPayload meant() {
      return new StepPayload.Refusal(reason, document);
    }
  }

  /** A longer limit; {@code by} is written as {@code 10d} or {@code 3wd}. */
  record Extension(
      @NotBlank(message = "{web.field.required}") String by,
      @NotBlank(message = "{web.field.required}")
          @Size(max = 4000, message = "{web.field.too-long}")
          String reason,
      @NotBlank(message = "{web.field.required}") @Size(max = 300, message = "{web.field.too-long}")
          String legalBasis,
      @NotBlank(message = "{web.field.required}") @Size(max = 300, message = "{web.field.too-long}")
          String document) {
    StepPayload meant() {
      return new StepPayload.Extension(Limit.parse(by), reason, legalBasis, document);
    }
  }

  /** A later day that the applicant has agreed to in writing. */
  record Agreement(
      @NotNull(message = "{web.field.required}") LocalDate dueOn,
      @NotBlank(message = "{web.field.required}")
          @Size(max = 4000, message = "{web.field.too-long}")
          String reason,
      @NotBlank(message = "{web.field.required}") @Size(max = 300, message = "{web.field.too-long}")
          String legalBasis,
      @NotBlank(message = "{web.field.required}") @Size(max = 300, message = "{web.field.too-long}")
          String document) {
    StepPayload meant() {
      return new StepPayload.Agreement(dueOn, reason, legalBasis, document);
    }
  }

  /** A notice of a financial obligation. */
  record Finance(
      @NotBlank(message = "{web.field.required}") @Size(max = 300, message = "{web.field.too-long}")
          String document,
      @NotBlank(message = "{web.field.required}")
          @Size(max = 4000, message = "{web.field.too-long}")
          String reason,
      @NotBlank(message = "{web.field.required}") @Size(max = 300, message = "{web.field.too-long}")
          String legalBasis) {
    StepPayload meant() {
      return new StepPayload.FinanceNotice(document, reason, legalBasis);
    }
  }

  /** Why it is stopped. */
  record Stop(
      @NotBlank(message = "{web.field.required}")
          @Size(max = 4000, message = "{web.field.too-long}")
          String reason,
      @NotBlank(message = "{web.field.required}") @Size(max = 300, message = "{web.field.too-long}")
          String document) {
    StepPayload meant() {
      return new StepPayload.Stop(reason, document);
    }
  }

  /** What is free at the caller's desk or in the caller's hands, most urgent first. */
  @PersonalData(Of.LISTED)
  @GetMapping
  Items list(
      @RequestParam(defaultValue = "0")
          @Min(value = 0, message = "{web.field.not-negative}")
          @Max(value = 10_000_000, message = "{web.field.too-long}")
          int offset,
      @RequestParam(defaultValue = "50")
          @Min(value = 1, message = "{web.field.page-of-500}")
          @Max(value = 500, message = "{web.field.page-of-500}")
          int size,
      @AuthenticationPrincipal SignedIn caller) {
    InboxFilter mine =
        new InboxFilter(
            agencies.posts(caller.officer().id(), clock.instant()).stream()
                .map(post -> new InboxFilter.Desk(post.agency(), post.role().code()))
                .toList(),
            caller.officer().id());
    return new Items(
        inbox.count(mine), offset, inbox.list(mine, offset, size).stream().map(Item::of).toList());
  }

  /**
   * What may be done to the clock in one way.
   *
   * @param alone how often the officer in charge may do it in his own name
   * @param longest as limits are written; null where no day is named
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

  /** What waits for an approver: the completion as it was sent, who sent it and when. */
  record Proposal(CompletionBody completion, String by, Instant at) {}

  /** An item with its bounds, and with the proposal that waits at it. */
  record Detail(Item item, @Nullable Proposal proposal, Map<ClockMove, BoundBody> bounds) {}

  /** One item of the caller's desks, whoever holds it. */
  @GetMapping("/{id}")
  Detail get(@PathVariable String id, @AuthenticationPrincipal SignedIn caller) {
    InboxItem row = inbox.find(id).orElseThrow(() -> Failure.notFound("web", "work-item-gone"));
    boolean mine =
        agencies.posts(caller.officer().id(), clock.instant()).stream()
            .anyMatch(
                post ->
                    post.agency().equals(row.agency()) && post.role().code().equals(row.role()));
    if (!mine) {
      throw Failure.notFound("web", "work-item-gone");
    }
    Map<ClockMove, BoundBody> said = new EnumMap<>(ClockMove.class);
    bounds.of(row.dossier()).forEach((move, bound) -> said.put(move, BoundBody.of(bound)));
    return new Detail(
        Item.of(row),
        dossiers
            .proposal(id)
            .map(one -> new Proposal(CompletionBody.of(one), one.by().id().value(), one.at()))
            .orElse(null),
        said);
  }

  @PostMapping("/{id}/claim")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void claim(@PathVariable String id, @AuthenticationPrincipal SignedIn caller) {
    dossiers.claim(id, caller.actor());
  }

  @PostMapping("/{id}/release")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void release(@PathVariable String id, @AuthenticationPrincipal SignedIn caller) {
    dossiers.release(id, caller.actor());
  }

  /** The desk at which a step waits that its officer may not end alone. */
  record HandedUp(String agency, String role) {}

  /** Why an approver does not do what was proposed. */
  record GiveBackBody(
      @NotBlank(message = "{web.field.required}")
          @Size(max = 4000, message = "{web.field.too-long}")
          String reason) {}

  /** Ends the step (204), or puts it before the approver that it needs (202). */
  @PostMapping(path = "/{id}/complete", consumes = "application/json")
  ResponseEntity<HandedUp> complete(
      @PathVariable String id,
      @Valid @RequestBody CompletionBody body,
      @AuthenticationPrincipal SignedIn caller) {
    StepResult result =
        dossiers.complete(
            new StepCompletion(id, caller.actor(), body.outcome(), body.payload(), null));
    return result instanceof StepResult.HandedUp up
        ? ResponseEntity.accepted()
            .body(new HandedUp(up.approver().agency().value(), up.approver().role().code()))
        : ResponseEntity.noContent().build();
  }

  /** Gives what was proposed back to the desk it came from. */
  @PostMapping(path = "/{id}/give-back", consumes = "application/json")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void giveBack(
      @PathVariable String id,
      @Valid @RequestBody GiveBackBody body,
      @AuthenticationPrincipal SignedIn caller) {
    dossiers.giveBack(id, body.reason(), caller.actor());
  }
}
