package onestop.web.login;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Decides how long a caller must wait before the next secret for a name is checked.
 *
 * <p>Wrong secrets are counted three times: for a name from one address, for a name from anywhere,
 * and for an address with any name. After a number of free tries, each further one doubles the
 * wait, up to a bound. An address from which the right secret for a name came is not delayed by
 * tries of others with that name, so that nobody can lock another person out. Wrong secrets are
 * forgotten after a day without another one. The addresses of one IPv6 network of 64 bits count as
 * one, because one caller has them all.
 *
 * <p>Kept in the memory of this process, bounded; with several nodes, a caller has that number of
 * tries on each. Safe for many threads.
 */
public abstract class Attempts {
  /** The number of free tries, the first wait after them, and the longest wait. */
  public record Limit(int free, Duration first, Duration longest) {
    private Duration after(int wrong) {
      if (wrong < free) {
        return Duration.ZERO;
      }
      Duration wait = first.multipliedBy(1L << Math.min(wrong - free, 20));
      return wait.compareTo(longest) < 0 ? wait : longest;
    }
  }

  /** The limits for a name from one address, for a name, and for an address. */
  public record Limits(Limit nameFromAddress, Limit name, Limit address) {}

  private static final Duration FORGOTTEN = Duration.ofDays(1);
  private static final int MOST = 100_000;

  /** The most secrets for one name that are checked at the same time. */
  private static final int AT_ONCE = 20;

  private static final int NETWORK_BYTES = 8;

  private final Clock clock;
  private final Limits limits;
  private final Cache<List<String>, Count> counts = Caffeine.newBuilder().maximumSize(MOST).build();

  protected Attempts(Clock clock, Limits limits) {
    this.clock = clock;
    this.limits = limits;
  }

  /**
   * Begins a try. A positive duration is the time that the caller must wait, and no try has begun.
   * The caller must end a try that began with {@link #right}, {@link #wrong} or {@link #broken}.
   */
  public Duration begin(String name, String from) {
    String address = network(from);
    Instant now = clock.instant();
    Count pair = count(List.of(name, address), now);
    Duration wait = pair.wait(limits.nameFromAddress(), now);
    if (!pair.known) {
      wait = longer(wait, count(List.of(name), now).wait(limits.name(), now));
      wait = longer(wait, count(List.of("", address), now).wait(limits.address(), now));
    }
    if (wait.isZero() && pair.begun >= AT_ONCE && !pair.known) {
      wait = Duration.ofSeconds(1);
    }
    if (wait.isZero()) {
      change(List.of(name, address), now, Count::begin);
    }
    return wait;
  }

  /** The secret was right. */
  public void right(String name, String from) {
    String address = network(from);
    Instant now = clock.instant();
    change(List.of(name, address), now, count -> new Count(0, count.begun - 1, now, true));
  }

  /** The secret was wrong, or there is no such name. */
  public void wrong(String name, String from) {
    String address = network(from);
    Instant now = clock.instant();
    change(List.of(name, address), now, count -> count.end().wrong(now));
    change(List.of(name), now, count -> count.wrong(now));
    change(List.of("", address), now, count -> count.wrong(now));
  }

  /** The secret could not be checked. */
  public void broken(String name, String from) {
    change(List.of(name, network(from)), clock.instant(), Count::end);
  }

  /** The address itself, or the network of an IPv6 address. */
  private static String network(String address) {
    if (!address.contains(":")) {
      return address;
    }
    try {
      byte[] bytes = InetAddress.getByName(address).getAddress(); // with a colon, never a host name
      return HexFormat.of().formatHex(Arrays.copyOf(bytes, Math.min(bytes.length, NETWORK_BYTES)));
    } catch (UnknownHostException noAddress) {
      return address;
    }
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
   * @param known whether a right secret came with this key
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
