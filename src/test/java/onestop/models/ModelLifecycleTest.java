package onestop.models;

import static org.assertj.core.api.Assertions.assertThat;

import onestop.testing.StatedLifecycle;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The life of a version: nothing untried comes into force, and nothing retired comes back. */
@Tag("pure")
class ModelLifecycleTest {

  @Test
  void permitsOneStepAfterTheOtherAndRefusesEverythingElse() {
    new StatedLifecycle<>(
            ModelState.class,
            ModelStep.class,
            ModelLifecycleTest::inOrder,
            (state, step) ->
                "CONFLICT models/step-not-now {version=X-1, step=%s, state=%s}"
                    .formatted(step, state))
        .assertIs(ModelLifecycle.TABLE);
  }

  private static @Nullable ModelState inOrder(ModelState state, ModelStep step) {
    return switch (step) {
      case CHECK -> state == ModelState.DRAFT ? ModelState.CHECKED : null;
      case TRY -> state == ModelState.CHECKED ? ModelState.TRIED : null;
      case PUBLISH -> state == ModelState.TRIED ? ModelState.PUBLISHED : null;
      // deployed by an earlier release, before versions were recorded
      case ADOPT -> state == ModelState.DRAFT ? ModelState.PUBLISHED : null;
      case RETIRE -> state == ModelState.RETIRED ? null : ModelState.RETIRED;
    };
  }

  @Test
  void everyStateIsReachedFromTheDraft() {
    assertThat(StatedLifecycle.reached(ModelLifecycle.TABLE, ModelState.DRAFT))
        .containsExactlyInAnyOrder(ModelState.values());
  }
}
