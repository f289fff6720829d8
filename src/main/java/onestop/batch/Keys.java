package onestop.batch;

import java.util.Set;

/**
 * What an item shares with others. Keys are compared by {@code equals}.
 *
 * @param ordering items of one ordering key run one after the other, in their order of arrival
 * @param exclusive items that share an exclusive key may run in one batch, in any order, and never
 *     in two at the same time
 */
public record Keys(Object ordering, Set<?> exclusive) {

  /** An ordering key and nothing else. */
  public static Keys ordered(Object ordering) {
    return new Keys(ordering, Set.of());
  }

  boolean share(Keys other) {
    return ordering.equals(other.ordering)
        || exclusive.stream().anyMatch(other.exclusive::contains);
  }
}
