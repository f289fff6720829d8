package onestop.models;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.HashSet;
import java.util.Set;
import onestop.models.ModelLifecycle.Transition;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("pure")
class ModelLifecycleTest {

  @Test
  void everyTransitionIsTakenAndNoOtherIs() {
    Set<Transition> taken = new HashSet<>();
    for (ModelState from : ModelState.values()) {
      for (ModelStep step : ModelStep.values()) {
        ModelLifecycle.next(from, step)
            .ifPresent(to -> assertThat(taken.add(new Transition(from, step, to))).isTrue());
      }
    }
    assertThat(taken).containsExactlyInAnyOrderElementsOf(ModelLifecycle.TABLE);
  }

  @Test
  void everyStateIsReachedFromTheDraft() {
    Set<ModelState> reached = EnumSet.of(ModelState.DRAFT);
    while (reached.addAll(
        ModelLifecycle.TABLE.stream()
            .filter(transition -> reached.contains(transition.from()))
            .map(Transition::to)
            .toList())) {
      // until nothing new is reached
    }
    assertThat(reached).containsExactlyInAnyOrder(ModelState.values());
  }

  @Test
  void nothingIsPublishedUntriedButWhatIsAdopted() {
    assertThat(ModelLifecycle.TABLE)
        .filteredOn(transition -> transition.to() == ModelState.PUBLISHED)
        .containsExactlyInAnyOrder(
            new Transition(ModelState.TRIED, ModelStep.PUBLISH, ModelState.PUBLISHED),
            new Transition(ModelState.DRAFT, ModelStep.ADOPT, ModelState.PUBLISHED));
    for (ModelStep step : ModelStep.values()) {
      assertThat(ModelLifecycle.next(ModelState.RETIRED, step)).isEmpty();
    }
  }
}
