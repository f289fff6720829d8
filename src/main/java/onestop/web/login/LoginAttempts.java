package onestop.web.login;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.UnaryOperator;
import org.springframework.stereotype.Component;

/**
 * Decides how long a caller must wait before the next password is checked.
 *
 * <p>Wrong passwords are counted three times: for a name from one address, for a name from
 * anywhere, and for an address with any name. After a number of free tries, each further one
 * doubles the wait, up to a bound. An address from which the right password for a name came is not
 * delayed by tries of others with that name, so that nobody can lock a colleague out. Wrong
 * passwords are forgotten after a day without another one.
 *
 * <p>Kept in the memory of this process, bounded; with several nodes, a caller has that number of
 * tries on each. Safe for many threads.
 */
@Component
public final class LoginAttempts {
  /** The number of free tries, the first wait after them, and the longest wait. */
  enum Limit {
    NAME_FROM_ADDRESS(5, Duration.ofSeconds(5), Duration.ofMinutes(15)),
    NAME(20, Duration.ofSeconds(2), Duration.ofMinutes(1)),
    ADDRESS(100, Duration.ofSeconds(1), Duration.ofMinutes(1));

    private final int free;
    private final Duration first;
    private final Duration longest;

    Limit(int free, Duration first, Duration longest) {
      this.free = free;
      this.first = first;
      this.longest = longest;
    }

    Duration after(int wrong) {
      if (wrong < free) {
        return Duration.ZERO;
      }
      Duration wait = first.multipliedBy(1L << Math.min(wrong - free, 20));
      return wait.compareTo(longest) < 0 ? wait : longest;
    }
  }

  private static final Duration FORGOTTEN = Duration.ofDays(1);
  private static final int MOST = 100_000;

  /** The most passwords for one name that are checked at the same time. */
  private static final int AT_ONCE = 20;

  private final Clock clock;
  private final Cache<List<String>, Count> counts = Caffeine.newBuilder().maximumSize(MOST).build();

  public LoginAttempts(Clock clock) {
    this.clock = clock;
  }

  /**
   * Begins a try. A positive duration is the time that the caller must wait, and no try has begun.
   * The caller must end a try that began with {@link #right}, {@link #wrong} or {@link #broken}.
   */
  public Duration begin(String name, String address) {
    Instant now = clock.instant();
    Count pair = count(List.of(name, address), now);
    Duration wait = pair.wait(Limit.NAME_FROM_ADDRESS, now);
    if (!pair.known) {
      wait = longer(wait, count(List.of(name), now).wait(Limit.NAME, now));
      wait = longer(wait, count(List.of("", address), now).wait(Limit.ADDRESS, now));
    }
    if (wait.isZero() && pair.begun >= AT_ONCE && !pair.known) {
      wait = Duration.ofSeconds(1);
    }
    if (wait.isZero()) {
      change(List.of(name, address), now, Count::begin);
    }
    return wait;
  }

  /** The password was right. */
  public void right(String name, String address) {
    Instant now = clock.instant();
    change(List.of(name, address), now, count -> new Count(0, count.begun - 1, now, true));
  }

  /** The password was wrong, or there is no such name. */
  public void wrong(String name, String address) {
    Instant now = clock.instant();
    change(List.of(name, address), now, count -> count.end().wrong(now));
    change(List.of(name), now, count -> count.wrong(now));
    change(List.of("", address), now, count -> count.wrong(now));
  }

  /** The password could not be checked. */
  public void broken(String name, String address) {
    change(List.of(name, address), clock.instant(), Count::end);
  }

  private Count count(List<String> key, Instant now) {
    Count count = counts.getIfPresent(key);
    return count == null ? Count.NONE : count.asOf(now);
  }

  private void change(List<String> key, Instant now, UnaryOperator<Count> change) {
    counts
        .asMap()
        .compute(key, (k, old) -> change.apply((old == null ? Count.NONE : old).asOf(now)));
  }

  private static Duration longer(Duration one, Duration other) {
    return one.compareTo(other) >= 0 ? one : other;
  }

  /**
   * The tries of one key.
   *
   * @param wrong the number of wrong tries since the last right one
   * @param begun the number of tries that have not ended
   * @param last when the last try ended
   * @param known whether a right password came with this key
   */
  private record Count(int wrong, int begun, Instant last, boolean known) {
    static final Count NONE = new Count(0, 0, Instant.MIN, false);

    Count asOf(Instant now) {
      return wrong > 0 && last.plus(FORGOTTEN).isBefore(now)
          ? new Count(0, begun, last, known)
          : this;
    }

    public Count begin() {
      return new Count(wrong, begun + 1, last, known);
    }

    Count end() {
      return new Count(wrong, Math.max(0, begun - 1), last, known);
    }

    public Count wrong(Instant now) {
      return new Count(wrong + 1, begun, now, known);
    }

    /** The rest of the wait. */
    Duration wait(Limit limit, Instant now) {
      Duration wait = limit.after(wrong);
      if (wait.isZero()) {
        return wait;
      }
      Duration left = Duration.between(now, last.plus(wait));
      return left.isNegative() ? Duration.ZERO : left;
    }
  }
}
