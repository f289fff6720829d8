package onestop.kernel;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A lifecycle as data: the step that leads from one state to another. A step that is not in the
 * table is refused, by {@link #require}, with the failure of the module that owns the table.
 * Immutable and thread-safe.
 *
 * @param <S> the states
 * @param <T> the steps
 */
public final class TransitionTable<S extends Enum<S>, T extends Enum<T>> {
  private final Refusal<S, T> refusal;
  private final List<Transition<S, T>> transitions;

  /** One permitted step. */
  public record Transition<S, T>(S from, T step, S to) {}

  /** The failure of a step that the table does not permit. */
  @FunctionalInterface
  public interface Refusal<S, T> {

    /**
     * The failure of the step.
     *
     * @param subject what the step was to be taken on, as the failure names it
     */
    Failure of(S state, T step, Object subject);
  }

  /**
   * A table of the permitted steps.
   *
   * @throws IllegalArgumentException if a step leads from one state to two states
   */
  public TransitionTable(Refusal<S, T> refusal, List<Transition<S, T>> permitted) {
    this.refusal = refusal;
    this.transitions = List.copyOf(permitted);
    Set<List<Enum<?>>> seen = new HashSet<>();
    for (Transition<S, T> transition : transitions) {
      if (!seen.add(List.of(transition.from(), transition.step()))) {
        throw new IllegalArgumentException("stated twice: " + transition);
      }
    }
  }

  /** A row of a table. */
  public static <S, T> Transition<S, T> permit(S from, T step, S to) {
    return new Transition<>(from, step, to);
  }

  /** All permitted steps, in the order of the declaration. */
  public List<Transition<S, T>> transitions() {
    return transitions;
  }

  /** The state after the step; empty if the step is not permitted in {@code from}. */
  public Optional<S> next(S from, T step) {
    return transitions.stream()
        .filter(transition -> transition.from() == from && transition.step() == step)
        .map(Transition::to)
        .findFirst();
  }

  /**
   * The state after the step.
   *
   * @param subject what the step is taken on, as the failure names it
   * @throws Failure the table's refusal if the step is not permitted in {@code from}
   */
  public S require(S from, T step, Object subject) {
    return next(from, step).orElseThrow(() -> refuse(from, step, subject));
  }

  /** The refusal of a step, for a reason beyond the table as well. */
  public Failure refuse(S from, T step, Object subject) {
    return refusal.of(from, step, subject);
  }

  /** Whether one step leads from the first state to the second. */
  public boolean leads(S from, S to) {
    return transitions.stream()
        .anyMatch(transition -> transition.from() == from && transition.to() == to);
  }
}
