package onestop.delivery;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Set;
import onestop.mail.MailAddress;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides whether a message may be sent on a channel now. There is one gate for each channel and
 * node, shared by all lanes of the channel.
 *
 * <p>After a message of unknown outcome the channel rests, on all nodes, each time twice as long.
 * Then the receiving side is probed, which risks no message, and a single message is tried. Only an
 * accepted message ends the rest: a server that hangs after the end of the data still answers a
 * greeting normally.
 *
 * <p>Several messages are in transit at the same time only while the receiving side is known to
 * accept them: one was accepted within the last minute, and none waits unusually long for its
 * answer. So a server that hangs makes one message ambiguous, or one for each lane if it begins to
 * hang under load, but not one every few seconds.
 *
 * <p>The gate of a channel on which a repetition is harmless is always open.
 */
final class ChannelGate {
  private static final Logger LOG = LoggerFactory.getLogger(ChannelGate.class);
  private static final Duration KNOWN_FOR = Duration.ofMinutes(1);
  private static final Duration UNUSUAL = Duration.ofSeconds(30);
  private static final Duration READ_AGAIN = Duration.ofSeconds(1);

  private final OutboundMessage.Channel channel;
  private final boolean open;
  private final ChannelRestStore rests;
  private final DeliverySettings settings;
  private final Clock clock;

  @GuardedBy("this")
  private final Set<Pass> underWay = new HashSet<>();

  @GuardedBy("this")
  private @Nullable ChannelRest rest;

  @GuardedBy("this")
  private @Nullable Instant readAt;

  @GuardedBy("this")
  private @Nullable Instant takenAt;

  /** Creates the gate of a courier's channel. */
  ChannelGate(Courier courier, ChannelRestStore rests, DeliverySettings settings, Clock clock) {
    this.channel = courier.channel();
    this.open = courier.repetition() == Courier.Repetition.HARMLESS;
    this.rests = rests;
    this.settings = settings;
    this.clock = clock;
  }

  /** The permission of one lane to send one message. Passes are compared by identity. */
  static final class Pass {
    private final Instant since;
    private final boolean trial;

    private Pass(Instant since, boolean trial) {
      this.since = since;
      this.trial = trial;
    }

    /** Whether the receiving side must answer a probe before the message is sent. */
    boolean isTrial() {
      return trial;
    }
  }

  /**
   * Returns the permission for one message, to be returned by {@link #leave}; null if no message
   * may be sent now.
   */
  synchronized @Nullable Pass enter() {
    Instant now = now();
    boolean trial = false;
    if (!open) {
      refresh(now);
      if (!underWay.isEmpty() && (rest != null || !takesThem(now))) {
        return null;
      }
      if (rest != null) {
        if (now.isBefore(rest.until()) || !claim(rest, now)) {
          return null;
        }
        trial = true;
      }
    }
    Pass pass = new Pass(now, trial);
    underWay.add(pass);
    return pass;
  }

  /** The start of the channel's rest; null while it does not rest. */
  synchronized @Nullable Instant restsSince() {
    refresh(now());
    return rest == null ? null : rest.since();
  }

  /**
   * Ends the permission for one message.
   *
   * @param receipt the result; null if nothing was sent
   */
  synchronized void leave(Pass pass, @Nullable DeliveryReceipt receipt) {
    underWay.remove(pass);
    if (open) {
      return;
    }
    Instant now = now();
    if (receipt instanceof DeliveryReceipt.Sent || receipt instanceof DeliveryReceipt.Delivered) {
      takenAt = now;
      if (pass.isTrial()) {
        rests.end(channel);
        rest = null;
        LOG.info("channel {} is back", channel);
      }
    } else if (receipt instanceof DeliveryReceipt.Unknown unknown) {
      takenAt = null;
      restLonger(now, unknown.detail());
    } else if (pass.isTrial() && receipt instanceof DeliveryReceipt.Unavailable down) {
      restLonger(now, down.detail());
    } else if (pass.isTrial()) {
      // The state of the receiving side is still unknown: the next message may be tried at once.
      change(now, rest == null ? 1 : rest.failures(), rest == null ? "" : rest.reason());
    }
  }

  @GuardedBy("this")
  private boolean takesThem(Instant now) {
    Instant taken = takenAt;
    if (taken == null || now.isAfter(taken.plus(KNOWN_FOR))) {
      return false;
    }
    return underWay.stream()
        .map(pass -> pass.since)
        .min(Comparator.naturalOrder())
        .map(oldest -> now.isBefore(oldest.plus(UNUSUAL)))
        .orElse(true);
  }

  /**
   * Claims the trial for this node. If the node dies, the others wait until the trial must have
   * ended.
   */
  @GuardedBy("this")
  private boolean claim(ChannelRest read, Instant now) {
    Instant over = now.plus(settings.answerWait()).plus(KNOWN_FOR);
    boolean mine =
        rests.change(
            read, new ChannelRest(channel, read.failures(), over, read.since(), read.reason(), 0));
    readAt = null;
    refresh(now);
    return mine;
  }

  @GuardedBy("this")
  private void restLonger(Instant now, String reason) {
    int failures = rest == null ? 1 : rest.failures() + 1;
    Instant until = now.plus(settings.restAfter(failures));
    String masked = MailAddress.masked(reason);
    if (rest == null) {
      rests.begin(new ChannelRest(channel, failures, until, now, masked, 0));
      readAt = null;
      refresh(now);
    } else {
      change(until, failures, masked);
    }
    LOG.warn("channel {} rests until {} after failure {}: {}", channel, until, failures, masked);
  }

  @GuardedBy("this")
  private void change(Instant until, int failures, String reason) {
    ChannelRest read = rest;
    if (read != null) {
      rests.change(read, new ChannelRest(channel, failures, until, read.since(), reason, 0));
      readAt = null;
      refresh(now());
    }
  }

  /** Reads the state that other nodes have written, at most once a second. */
  @GuardedBy("this")
  private void refresh(Instant now) {
    Instant before = readAt;
    if (before == null || !now.isBefore(before.plus(READ_AGAIN))) {
      rest = rests.find(channel).orElse(null);
      readAt = now;
    }
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }
}
