package onestop.models;

import static onestop.models.ModelState.CHECKED;
import static onestop.models.ModelState.DRAFT;
import static onestop.models.ModelState.PUBLISHED;
import static onestop.models.ModelState.RETIRED;
import static onestop.models.ModelState.TRIED;

import java.util.List;
import java.util.Optional;

/**
 * The life of a version as one table: what is not in it cannot happen. No way leads into the engine
 * past the check and the trial, but for what stood there before versions were kept. A retired
 * version stays so: the same bytes brought again are a version of their own.
 */
public final class ModelLifecycle {

  /** One permitted step. */
  public record Transition(ModelState from, ModelStep step, ModelState to) {}

  /** All permitted steps. */
  public static final List<Transition> TABLE =
      List.of(
          new Transition(DRAFT, ModelStep.CHECK, CHECKED),
          new Transition(DRAFT, ModelStep.ADOPT, PUBLISHED),
          new Transition(DRAFT, ModelStep.RETIRE, RETIRED),
          new Transition(CHECKED, ModelStep.TRY, TRIED),
          new Transition(CHECKED, ModelStep.RETIRE, RETIRED),
          new Transition(TRIED, ModelStep.PUBLISH, PUBLISHED),
          new Transition(TRIED, ModelStep.RETIRE, RETIRED),
          new Transition(PUBLISHED, ModelStep.RETIRE, RETIRED));

  private ModelLifecycle() {}

  /** Where the step leads from that state, or empty if it is not permitted there. */
  public static Optional<ModelState> next(ModelState from, ModelStep step) {
    return TABLE.stream()
        .filter(transition -> transition.from() == from && transition.step() == step)
        .map(Transition::to)
        .findFirst();
  }
}
