package onestop.web.bench;

import java.time.Instant;
import java.util.List;
import onestop.desk.bench.Bench;
import onestop.kernel.Failure;
import onestop.models.ModelEvent;
import onestop.models.ModelState;
import onestop.models.ModelStep;
import onestop.models.difference.ModelDifference;
import onestop.models.difference.ModelDifference.Change;
import onestop.web.login.SignedIn;
import onestop.web.reach.PersonalData;
import onestop.web.reach.PersonalData.Of;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The difference of two versions and the life of one, for other systems. */
@RestController
@PersonalData(Of.NOBODY)
class ModelDifferenceApi {
  private final Bench bench;

  ModelDifferenceApi(Bench bench) {
    this.bench = bench;
  }

  /**
   * What differs between two versions, and the steps that the newer one has taken.
   *
   * @param against the version compared with; null if there is none
   */
  record VersionDifference(
      int version, @Nullable Integer against, List<Change> changes, List<Taken> steps) {}

  /** A step of a version's life; {@code by} is a login, or {@code shipped}. */
  record Taken(ModelStep step, ModelState state, String by, Instant at, String reason) {
    static Taken of(ModelEvent event) {
      return new Taken(event.step(), event.state(), event.by().name(), event.at(), event.reason());
    }
  }

  /** Compares with the version in force, or with the one named. */
  @GetMapping("/api/models/{file}/versions/{version}/difference")
  VersionDifference difference(
      @PathVariable String file,
      @PathVariable int version,
      @RequestParam(required = false) @Nullable Integer against,
      @AuthenticationPrincipal SignedIn caller) {
    if (!file.endsWith(".bpmn")) {
      throw Failure.badInput("web", "model-name", "value", file);
    }
    String process = file.substring(0, file.length() - ".bpmn".length());
    Bench.Version found = bench.version(process, version, against, caller.caller());
    return new VersionDifference(
        version,
        found.against().map(one -> one.version()).orElse(null),
        found.difference().map(ModelDifference::changes).orElse(List.of()),
        found.events().stream().map(Taken::of).toList());
  }
}
