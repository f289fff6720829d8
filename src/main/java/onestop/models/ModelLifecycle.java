package onestop.models;

import static onestop.models.ModelState.CHECKED;
import static onestop.models.ModelState.DRAFT;
import static onestop.models.ModelState.PUBLISHED;
import static onestop.models.ModelState.RETIRED;
import static onestop.models.ModelState.TRIED;

import java.util.List;
import java.util.Optional;

/**
 * The life of a version as one table; a step that is not in the table is refused. Every version
 * passes the check and the trial before the engine, except those deployed before versions were
 * recorded. Retirement is final: the same bytes submitted again become a new version.
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

  /** The state after the step; empty if the step is not permitted in {@code from}. */
  public static Optional<ModelState> next(ModelState from, ModelStep step) {
    return TABLE.stream()
        .filter(transition -> transition.from() == from && transition.step() == step)
        .map(Transition::to)
        .findFirst();
  }
}
