package onestop.models;

import static onestop.kernel.TransitionTable.permit;
import static onestop.models.ModelState.CHECKED;
import static onestop.models.ModelState.DRAFT;
import static onestop.models.ModelState.PUBLISHED;
import static onestop.models.ModelState.RETIRED;
import static onestop.models.ModelState.TRIED;

import java.util.List;
import onestop.kernel.Failure;
import onestop.kernel.TransitionTable;

/**
 * The life of a version as one table; a step that is not in the table is refused. Every version
 * passes the check and the trial before the engine, except those deployed before versions were
 * recorded. Retirement is final: the same bytes submitted again become a new version.
 */
public final class ModelLifecycle {

  /** All permitted steps. */
  public static final TransitionTable<ModelState, ModelStep> TABLE =
      new TransitionTable<>(
          (state, step, version) ->
              Failure.conflict(
                  "models",
                  "step-not-now",
                  "version",
                  version,
                  "step",
                  step.name(),
                  "state",
                  state.name()),
          List.of(
              permit(DRAFT, ModelStep.CHECK, CHECKED),
              permit(DRAFT, ModelStep.ADOPT, PUBLISHED),
              permit(DRAFT, ModelStep.RETIRE, RETIRED),
              permit(CHECKED, ModelStep.TRY, TRIED),
              permit(CHECKED, ModelStep.RETIRE, RETIRED),
              permit(TRIED, ModelStep.PUBLISH, PUBLISHED),
              permit(TRIED, ModelStep.RETIRE, RETIRED),
              permit(PUBLISHED, ModelStep.RETIRE, RETIRED)));

  private ModelLifecycle() {}
}
