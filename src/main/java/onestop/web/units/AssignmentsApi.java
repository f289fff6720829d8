package onestop.web.units;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import onestop.desk.work.UnitAssignments;
import onestop.dossiers.steps.AssignmentOrder;
import onestop.engine.CommandGateway.Outcome;
import onestop.kernel.OfficerId;
import onestop.web.conditions.Repeatable;
import onestop.web.conditions.Repeatable.How;
import onestop.web.login.SignedIn;
import onestop.web.reach.PersonalData;
import onestop.web.reach.PersonalData.Of;
import onestop.web.words.Problems;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ProblemDetail;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Work that heads give to the officers of their unit. */
@RestController
@RequestMapping("/api/v1/assignments")
@PersonalData(Of.NOBODY)
class AssignmentsApi {
  private final UnitAssignments assignments;
  private final Problems problems;

  AssignmentsApi(UnitAssignments assignments, Problems problems) {
    this.assignments = assignments;
    this.problems = problems;
  }

  /**
   * An officer who may get an item, with the waiting work that the officer holds.
   *
   * @param near how much of it is near its limit
   * @param late how much of it is overdue
   */
  record OfficerBody(String login, String name, long open, long near, long late) {
    static OfficerBody of(UnitAssignments.Candidate one) {
      return new OfficerBody(
          one.officer().id().value(),
          one.officer().name(),
          one.load().open(),
          one.load().near(),
          one.load().late());
    }
  }

  /** The officers who may get a waiting item of the caller's unit, least loaded first. */
  @GetMapping("/officers")
  List<OfficerBody> officers(@RequestParam String id, @AuthenticationPrincipal SignedIn caller) {
    return assignments
        .candidates(List.of(assignments.row(id, caller.caller())), caller.caller())
        .stream()
        .map(OfficerBody::of)
        .toList();
  }

  /**
   * An item to be given to an officer.
   *
   * @param holder the login of the officer who holds it, as the caller has seen it; null if it is
   *     free
   */
  record ItemBody(
      @NotBlank(message = "{web.field.required}") @Nullable String id, @Nullable String holder) {
    AssignmentOrder order(@Nullable OfficerId to, String reason) {
      return new AssignmentOrder(
          Objects.requireNonNull(id), holder == null ? null : new OfficerId(holder), to, reason);
    }
  }

  /** The order that items be free again. */
  record FreedBody(
      @NotNull(message = "{web.field.required}")
          @Size(min = 1, max = 1000, message = "{web.field.page-size}")
          @Nullable List<@Valid @NotNull(message = "{web.field.required}") ItemBody> items,
      @NotBlank(message = "{web.field.required}")
          @Size(max = 1000, message = "{web.field.too-long}")
          @Nullable String reason) {
    List<AssignmentOrder> orders() {
      String why = Objects.requireNonNull(reason);
      return Objects.requireNonNull(items).stream().map(item -> item.order(null, why)).toList();
    }
  }

  /** The order. */
  record OrderBody(
      @NotNull(message = "{web.field.required}")
          @Size(min = 1, max = 1000, message = "{web.field.page-size}")
          @Nullable List<@Valid @NotNull(message = "{web.field.required}") ItemBody> items,
      @NotBlank(message = "{web.field.required}") @Nullable String to,
      @Size(max = 1000, message = "{web.field.too-long}") @Nullable String reason) {
    List<AssignmentOrder> orders() {
      OfficerId officer = new OfficerId(Objects.requireNonNull(to));
      return Objects.requireNonNull(items).stream()
          .map(item -> item.order(officer, reason == null ? "" : reason))
          .toList();
    }
  }

  /**
   * What became of one item.
   *
   * @param problem null if it succeeded
   */
  record Given(String id, @Nullable ProblemDetail problem) {}

  /** Gives many items to one officer; each succeeds or fails by itself, in the order given. */
  @Repeatable(How.IN_PARTS)
  @PostMapping(consumes = "application/json")
  List<Given> assign(
      @Valid @RequestBody OrderBody body, @AuthenticationPrincipal SignedIn caller, Locale locale) {
    return carriedOut(body.orders(), caller, locale);
  }

  /** Takes many items from their holders; each succeeds or fails by itself, in the order given. */
  @Repeatable(How.IN_PARTS)
  @PostMapping(path = "/free", consumes = "application/json")
  List<Given> free(
      @Valid @RequestBody FreedBody body, @AuthenticationPrincipal SignedIn caller, Locale locale) {
    return carriedOut(body.orders(), caller, locale);
  }

  private List<Given> carriedOut(List<AssignmentOrder> orders, SignedIn caller, Locale locale) {
    List<Outcome<Boolean>> outcomes = assignments.assign(orders, caller.caller());
    List<Given> given = new ArrayList<>();
    for (int i = 0; i < outcomes.size(); i++) {
      RuntimeException failure = outcomes.get(i).failure();
      given.add(
          new Given(
              orders.get(i).workItemId(),
              failure == null ? null : problems.detail(failure, locale)));
    }
    return given;
  }
}
