package onestop.node;

import java.util.Collection;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Periodic work on many things, none of which holds up the others. */
public final class EachAlone {
  private EachAlone() {}

  /**
   * Does the work for each by itself, in their order. A failure ends the work for its own only, and
   * is thrown when the others are done; further failures are suppressed in it. A database that does
   * not answer ends everything at once.
   */
  public static <T> void of(Collection<T> all, Consumer<? super T> work) {
    @Nullable RuntimeException first = null;
    for (T one : all) {
      try {
        work.accept(one);
      } catch (RuntimeException failure) {
        if (DatabaseTrouble.of(failure).filter(DatabaseTrouble::stopsEverything).isPresent()) {
          throw failure;
        }
        if (first == null) {
          first = failure;
        } else {
          first.addSuppressed(failure);
        }
      }
    }
    if (first != null) {
      throw first;
    }
  }
}
