package onestop.batch;

import java.util.Set;

/**
 * The keys that an item shares with other items. Keys are compared by {@code equals}.
 *
 * @param ordering items of one ordering key run one at a time, in their order of arrival
 * @param exclusive items that share an exclusive key may run in one batch, in any order, but never
 *     in two batches at the same time
 */
public record Keys(Object ordering, Set<?> exclusive) {

  /** An ordering key without exclusive keys. */
  public static Keys ordered(Object ordering) {
    return new Keys(ordering, Set.of());
  }

  boolean share(Keys other) {
    return ordering.equals(other.ordering)
        || exclusive.stream().anyMatch(other.exclusive::contains);
  }
}
