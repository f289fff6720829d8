package onestop.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import onestop.kernel.Failure;
import onestop.kernel.TransitionTable;
import org.jspecify.annotations.Nullable;

/**
 * A lifecycle as its document states it, step by step, against the table in the code: every state
 * by every step.
 *
 * @param next the state after the step by the document; null where it permits no such step
 * @param refusal the log's text of the failure of a step that is not permitted
 */
public record StatedLifecycle<S extends Enum<S>, T extends Enum<T>>(
    Class<S> states,
    Class<T> steps,
    BiFunction<S, T, @Nullable S> next,
    BiFunction<S, T, String> refusal) {
  private static final String SUBJECT = "X-1";

  /** Fails unless the table permits exactly these steps and refuses all others as stated. */
  public void assertIs(TransitionTable<S, T> table) {
    List<String> differences = new ArrayList<>();
    for (S from : states.getEnumConstants()) {
      for (T step : steps.getEnumConstants()) {
        S to = next.apply(from, step);
        String stated = to == null ? refusal.apply(from, step) : to.name();
        String found = found(table, from, step);
        if (!found.equals(stated) || table.next(from, step).isPresent() != (to != null)) {
          differences.add(from + " " + step + ": " + found + ", stated is " + stated);
        }
      }
    }
    assertThat(differences).isEmpty();
  }

  private String found(TransitionTable<S, T> table, S from, T step) {
    List<S> after = new ArrayList<>();
    Throwable refused = catchThrowable(() -> after.add(table.require(from, step, SUBJECT)));
    return refused instanceof Failure failure
        ? failure.kind() + " " + failure.getMessage()
        : after.get(0).name();
  }

  /** The states that some steps lead to, from the first on; the first included. */
  public static <S extends Enum<S>, T extends Enum<T>> Set<S> reached(
      TransitionTable<S, T> table, S first) {
    Set<S> reached = EnumSet.of(first);
    while (reached.addAll(
        table.transitions().stream()
            .filter(transition -> reached.contains(transition.from()))
            .map(TransitionTable.Transition::to)
            .toList())) {
      // until nothing new is reached
    }
    return reached;
  }
}
