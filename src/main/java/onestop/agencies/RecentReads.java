package onestop.agencies;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Reads that are remembered until something changes. A change of this process takes effect at once:
 * nothing read before its end is kept after it. Every change raises a revision in the database, and
 * each process asks for the revision once a second: a change of another process takes effect within
 * that second. A change that raises no revision, made by SQL, takes effect within half a minute.
 * Safe for many threads.
 */
final class RecentReads {
  private static final Duration REMEMBERED = Duration.ofSeconds(30);
  private static final Duration ASKED = Duration.ofSeconds(1);
  private static final String REVISION = "revision";

  /**
   * The greatest number of remembered results: many times the reads of a city, and a bound on the
   * memory that made-up logins can use.
   */
  private static final int MOST = 20_000;

  private final Cache<Object, Object> seen;

  /** The revision in the database, while it need not be asked for again. */
  private final Cache<String, Long> asked;

  private final LongSupplier revision;
  private final Runnable raise;

  /** The revision before which nothing is remembered; −1 before the first. */
  private volatile long known = -1;

  /** Counts the changes, so that a read begun before one is not kept after it. */
  private final AtomicLong changes = new AtomicLong();

  /**
   * @param revision reads the revision; joins a transaction, and needs none
   * @param raise raises the revision in the present transaction; called at its end, so that the row
   *     is locked last of all and briefly
   * @param ticker the time by which results are forgotten
   */
  RecentReads(LongSupplier revision, Runnable raise, Ticker ticker) {
    this.revision = revision;
    this.raise = raise;
    this.seen =
        Caffeine.newBuilder().expireAfterWrite(REMEMBERED).maximumSize(MOST).ticker(ticker).build();
    this.asked = Caffeine.newBuilder().expireAfterWrite(ASKED).ticker(ticker).build();
  }

  /** The remembered answer, or a new one. */
  @SuppressWarnings("unchecked")
  <T> T of(Object question, Supplier<T> look) {
    forgetIfChanged();
    Object before = seen.getIfPresent(question);
    if (before != null) {
      return (T) before;
    }
    long begun = changes.get();
    // outside the cache's own computation: one read may need another, and waits for the database
    T answer = Objects.requireNonNull(look.get());
    seen.put(question, answer);
    if (changes.get() != begun) {
      seen.invalidate(question);
    }
    return answer;
  }

  /** Several threads may ask at the same time: none of them waits for another one's connection. */
  private void forgetIfChanged() {
    if (asked.getIfPresent(REVISION) == null) {
      long now = revision.getAsLong();
      if (now != known) {
        forget();
        known = now;
      }
      asked.put(REVISION, now);
    }
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
          public void beforeCommit(boolean readOnly) {
            raise.run();
          }

          @Override
          public void afterCompletion(int end) {
            forget();
            asked.invalidateAll(); // the revision has moved
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
