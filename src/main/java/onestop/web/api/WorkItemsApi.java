package onestop.web.api;

import com.fasterxml.jackson.annotation.JsonIgnore;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import onestop.agencies.Agencies;
import onestop.agencies.Role;
import onestop.calendar.Limit;
import onestop.dossiers.Dossiers;
import onestop.dossiers.StepCompletion;
import onestop.dossiers.StepPayload;
import onestop.inbox.Inbox;
import onestop.inbox.InboxFilter;
import onestop.inbox.InboxItem;
import onestop.kernel.Failure;
import onestop.web.SignedIn;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
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
class WorkItemsApi {
  private final Inbox inbox;
  private final Dossiers dossiers;
  private final Agencies agencies;

  WorkItemsApi(Inbox inbox, Dossiers dossiers, Agencies agencies) {
    this.inbox = inbox;
    this.dossiers = dossiers;
    this.agencies = agencies;
  }

  /** A waiting item. */
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
      @Nullable @Valid Finance finance,
      @Nullable @Valid Stop stop) {

    @JsonIgnore
    StepPayload payload() {
      List<StepPayload> given =
          Stream.of(
                  resolution == null ? null : resolution.meant(),
                  supplement == null ? null : supplement.meant(),
                  refusal == null ? null : refusal.meant(),
                  extension == null ? null : extension.meant(),
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
          String resultDocument,
      @NotBlank(message = "{web.field.required}") @Size(max = 300, message = "{web.field.too-long}")
          String signer) {
    StepPayload meant() {
      return new StepPayload.Resolution(resultCode, resultDocument, signer);
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
          String document,
      @Nullable @Size(max = 300, message = "{web.field.too-long}") String approver) {
    StepPayload meant() {
      return new StepPayload.SupplementOrder(
          items, reason, deadlineOn, legalBasis, document, approver);
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
    var officer = agencies.officer(caller.officer().id());
    InboxFilter mine =
        new InboxFilter(
            officer.agency(),
            officer.roles().stream().map(Role::code).collect(Collectors.toSet()),
            officer.id());
    return new Items(
        inbox.count(mine), offset, inbox.list(mine, offset, size).stream().map(Item::of).toList());
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

  @PostMapping(path = "/{id}/complete", consumes = "application/json")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void complete(
      @PathVariable String id,
      @Valid @RequestBody CompletionBody body,
      @AuthenticationPrincipal SignedIn caller) {
    dossiers.complete(new StepCompletion(id, caller.actor(), body.outcome(), body.payload(), null));
  }
}
