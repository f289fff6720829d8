package onestop.agencies;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Reads that are remembered for a second. A change of this process takes effect at once: nothing
 * read before its end is kept after it. Safe for many threads.
 */
final class RecentReads {
  private static final Duration REMEMBERED = Duration.ofSeconds(1);

  /**
   * The greatest number of remembered results: many times the reads of a city in a second, and a
   * bound on the memory that made-up logins can use.
   */
  private static final int MOST = 20_000;

  private final Cache<Object, Object> seen =
      Caffeine.newBuilder().expireAfterWrite(REMEMBERED).maximumSize(MOST).build();

  /** Counts the changes, so that a read begun before one is not kept after it. */
  private final AtomicLong changes = new AtomicLong();

  /** The remembered answer, or a new one. */
  @SuppressWarnings("unchecked")
  <T> T of(Object question, Supplier<T> look) {
    Object before = seen.getIfPresent(question);
    if (before != null) {
      return (T) before;
    }
    long known = changes.get();
    // outside the cache's own computation: one read may need another, and waits for the database
    T answer = Objects.requireNonNull(look.get());
    seen.put(question, answer);
    if (changes.get() != known) {
      seen.invalidate(question);
    }
    return answer;
  }

  /**
   * Runs a change in the present transaction and forgets everything before, after and at the end of
   * it, even after a rollback.
   */
  void change(Runnable writing) {
    forget();
    TransactionSynchronizationManager.registerSynchronization(
        new TransactionSynchronization() {
          @Override
          public void afterCompletion(int end) {
            forget();
          }
        });
    writing.run();
    forget();
  }

  private void forget() {
    changes.incrementAndGet();
    seen.invalidateAll();
  }

  /** The number of remembered results. */
  long size() {
    seen.cleanUp();
    return seen.estimatedSize();
  }
}
