package onestop.web.acts;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import onestop.desk.acts.TakenBackSteps;
import onestop.dossiers.undo.TakeBacks;
import onestop.engine.CommandGateway.Outcome;
import onestop.web.conditions.Repeatable;
import onestop.web.conditions.Repeatable.How;
import onestop.web.login.SignedIn;
import onestop.web.reach.PersonalData;
import onestop.web.reach.PersonalData.Of;
import onestop.web.words.Problems;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ProblemDetail;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Ends of steps that their officer takes back. */
@RestController
@PersonalData(Of.NOBODY)
class TakeBackApi {
  private final TakenBackSteps steps;
  private final Problems problems;

  TakeBackApi(TakenBackSteps steps, Problems problems) {
    this.steps = steps;
    this.problems = problems;
  }

  /** The step as it waits again: its new item, held by the caller. */
  record Again(String item, String dossier, String step) {
    static Again of(TakeBacks.Again again) {
      return new Again(again.workItemId(), again.dossier().value(), again.step());
    }
  }

  /** The items whose ends are taken back. */
  record Ended(
      @NotNull(message = "{web.field.required}")
          @Size(min = 1, max = 1000, message = "{web.field.page-size}")
          @Nullable List<@NotNull(message = "{web.field.required}") String> ids) {
    List<String> distinct() {
      return Objects.requireNonNull(ids).stream().distinct().toList();
    }
  }

  /**
   * What became of one item.
   *
   * @param again the step as it waits again; null if it was not taken back
   * @param problem null if it was taken back
   */
  record Done(String id, @Nullable Again again, @Nullable ProblemDetail problem) {}

  /** Takes the end of one item back: the step waits again as a new item, held by the caller. */
  @PostMapping("/api/v1/work-items/{id}/take-back")
  Again takeBack(@PathVariable String id, @AuthenticationPrincipal SignedIn caller) {
    return Again.of(steps.take(id, caller.caller()));
  }

  /** Takes the ends of many items back; each succeeds or fails by itself. */
  @Repeatable(How.IN_PARTS)
  @PostMapping(path = "/api/v1/inbox/take-back", consumes = "application/json")
  List<Done> takeBack(
      @Valid @RequestBody Ended ended, @AuthenticationPrincipal SignedIn caller, Locale locale) {
    List<String> ids = ended.distinct();
    List<Outcome<TakeBacks.Again>> outcomes = steps.take(ids, caller.caller());
    List<Done> done = new ArrayList<>();
    for (int i = 0; i < outcomes.size(); i++) {
      TakeBacks.Again again = outcomes.get(i).value();
      RuntimeException failure = outcomes.get(i).failure();
      done.add(
          new Done(
              ids.get(i),
              again == null ? null : Again.of(again),
              failure == null ? null : problems.detail(failure, locale)));
    }
    return done;
  }
}
