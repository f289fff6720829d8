package onestop.web.page.live;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.servlet.http.HttpSessionEvent;
import jakarta.servlet.http.HttpSessionListener;
import java.io.IOException;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import onestop.inbox.InboxSignals;
import onestop.kernel.AgencyCode;
import onestop.kernel.Failure;
import onestop.web.login.OfficerAccounts;
import onestop.web.login.SignedIn;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * The streams of server-sent events of this node. An event says only that lists of the reader's
 * agencies have changed; the page then reads its list like any other page. A stream ends with its
 * session, with its account, with the node, and after {@link #LONGEST}; the browser opens another.
 *
 * <p>A stream occupies no thread. Events are sent by {@value #SENDERS} threads; a stream whose last
 * event is still on its way gets no further one before that, so a slow browser delays itself alone.
 */
@Component
public class LiveStreams implements InboxSignals.Listener, HttpSessionListener, SmartLifecycle {
  /** The longest time that a stream stays open. */
  static final Duration LONGEST = Duration.ofMinutes(30);

  private static final int SENDERS = 2;
  private static final int MOST_OF_ONE = 4;
  private static final long HEARTBEAT_SECONDS = 20;

  private final OfficerAccounts accounts;
  private final int most;
  private final Set<Stream> streams = ConcurrentHashMap.newKeySet();
  private final ScheduledExecutorService senders =
      Executors.newScheduledThreadPool(
          SENDERS,
          work -> {
            Thread thread = new Thread(work, "live-streams");
            thread.setDaemon(true);
            return thread;
          });
  private volatile boolean running;

  LiveStreams(
      OfficerAccounts accounts,
      InboxSignals signals,
      MeterRegistry registry,
      @Value("${onestop.web.live-streams:400}") int most) {
    this.accounts = accounts;
    this.most = most;
    signals.add(this);
    Gauge.builder("onestop.live.streams", streams, Set::size).register(registry);
  }

  /** An open stream. */
  private record Stream(
      SseEmitter emitter,
      SignedIn reader,
      String session,
      Set<AgencyCode> agencies,
      AtomicBoolean sending) {}

  /**
   * Opens a stream.
   *
   * @param agencies the agencies whose lists the reader sees
   * @param longest when it ends at the latest; zero for one that only says that it could be opened
   * @throws Failure {@code web/live-full} if this node or the reader has too many
   */
  SseEmitter open(SignedIn reader, String session, Set<AgencyCode> agencies, Duration longest) {
    long own =
        streams.stream()
            .filter(stream -> stream.reader().officer().id().equals(reader.officer().id()))
            .count();
    if (streams.size() >= most || own >= MOST_OF_ONE) {
      throw Failure.of(Failure.Kind.BUSY, "web", "live-full");
    }
    SseEmitter emitter = new SseEmitter(longest.isZero() ? LONGEST.toMillis() : longest.toMillis());
    Stream stream = new Stream(emitter, reader, session, Set.copyOf(agencies), new AtomicBoolean());
    emitter.onCompletion(() -> streams.remove(stream));
    emitter.onTimeout(emitter::complete);
    emitter.onError(broken -> streams.remove(stream));
    streams.add(stream);
    send(stream, SseEmitter.event().comment("open").reconnectTime(5_000));
    if (longest.isZero()) {
      emitter.complete();
    }
    return emitter;
  }

  /** The number of open streams. */
  public int size() {
    return streams.size();
  }

  @Override
  public boolean isListening() {
    return !streams.isEmpty();
  }

  @Override
  public void changed(Set<AgencyCode> agencies) {
    streams.stream()
        .filter(stream -> !Collections.disjoint(stream.agencies(), agencies))
        .forEach(
            stream ->
                senders.execute(
                    () -> send(stream, SseEmitter.event().name("changed").data("list"))));
  }

  private void send(Stream stream, SseEmitter.SseEventBuilder event) {
    if (!stream.sending().compareAndSet(false, true)) {
      return;
    }
    try {
      stream.emitter().send(event);
    } catch (IOException | IllegalStateException gone) { // the browser has left
      streams.remove(stream);
    } finally {
      stream.sending().set(false);
    }
  }

  /** Tells proxies that the stream is alive, and ends the streams of accounts that are shut. */
  private void beat() {
    for (Stream stream : List.copyOf(streams)) {
      if (accounts.now(stream.reader()).isEmpty()) {
        stream.emitter().complete();
      } else {
        send(stream, SseEmitter.event().comment("here"));
      }
    }
  }

  @Override
  public void sessionDestroyed(HttpSessionEvent event) {
    String ended = event.getSession().getId();
    streams.stream()
        .filter(stream -> stream.session().equals(ended))
        .forEach(stream -> stream.emitter().complete());
  }

  @Override
  public void start() {
    running = true;
    senders.scheduleWithFixedDelay(
        this::beatSafely, HEARTBEAT_SECONDS, HEARTBEAT_SECONDS, TimeUnit.SECONDS);
  }

  private void beatSafely() {
    try {
      beat();
    } catch (RuntimeException databaseAway) {
      // accounts cannot be read at present; the next beat looks again
    }
  }

  /** Before the server waits for open requests, of which each stream is one. */
  @Override
  public void stop() {
    running = false;
    senders.shutdownNow();
    streams.forEach(stream -> stream.emitter().complete());
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  @Override
  public int getPhase() {
    return Integer.MAX_VALUE;
  }
}
