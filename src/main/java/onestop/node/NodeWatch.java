package onestop.node;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import onestop.incidents.Incidents;
import onestop.kernel.DossierCode;
import onestop.kernel.SettableClock;
import onestop.node.NodeState.Clockwork;
import onestop.store.Vendor;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.jdbc.DataSourceProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Probes at intervals whether the database answers and whether its clock agrees with this node's,
 * and stores the result in {@link NodeState}. The first probe ends before any other part of the
 * node starts. Under a {@link SettableClock} the watch does nothing by itself: the code that sets
 * the clock calls {@link #look}.
 *
 * <p>Two nodes whose clocks differ would write contradictory times into one ledger, permanently. So
 * a node beyond the allowed difference rests until its clock is right again: commands are refused,
 * timers and periodic work stop, and an incident is opened. On H2, database and node share one
 * clock.
 */
@Component
@EnableConfigurationProperties(NodeSettings.class)
class NodeWatch implements SmartLifecycle {
  private static final Logger log = LoggerFactory.getLogger(NodeWatch.class);
  private final NodeState state;
  private final NodeSettings settings;
  private final NodeProbe probe;
  private final Incidents incidents;
  private final ApplicationEventPublisher events;
  private final DossierCode me;
  private final boolean ownClock;
  private final boolean wanted;
  private volatile boolean running;

  @GuardedBy("this")
  private @Nullable Thread thread;

  private boolean judged; // an incident opened by an earlier process may still be open
  private boolean closed;

  NodeWatch(
      NodeState state,
      NodeSettings settings,
      Incidents incidents,
      Clock clock,
      DataSourceProperties database,
      ApplicationEventPublisher events,
      MeterRegistry registry) {
    this.state = state;
    this.settings = settings;
    this.incidents = incidents;
    this.events = events;
    String url = String.valueOf(database.determineUrl());
    this.probe =
        new NodeProbe(url, database.determineUsername(), database.determinePassword(), clock);
    this.me = new DossierCode("node:" + name(settings.name()));
    this.ownClock = !Vendor.POSTGRESQL.owns(url);
    this.wanted = !(clock instanceof SettableClock);
    Gauge.builder("onestop.node.clock.ahead", () -> seconds(state.clockwork().ahead()))
        .baseUnit("seconds")
        .register(registry);
    Gauge.builder("onestop.node.resting", () -> state.isAtWork() ? 0 : 1).register(registry);
    Gauge.builder("onestop.node.database", () -> state.database().trouble() == null ? 1 : 0)
        .register(registry);
  }

  /**
   * The name that takes the place of the dossier in an incident, so that each node closes its own.
   */
  private static String name(@Nullable String set) {
    String name = set == null ? "" : set;
    if (name.isBlank()) {
      try {
        name = InetAddress.getLocalHost().getHostName();
      } catch (UnknownHostException e) {
        name = "-";
      }
    }
    String plain = name.strip().replaceAll("[^A-Za-z0-9._-]", "-");
    return plain.substring(0, Math.min(30, plain.length()));
  }

  private static double seconds(Duration duration) {
    return duration.toMillis() / 1e3;
  }

  @Override
  public int getPhase() {
    return Integer.MIN_VALUE;
  }

  @Override
  public synchronized void start() {
    if (!wanted || running) {
      return;
    }
    running = true;
    look();
    thread = new Thread(this::drive, "node-watch");
    thread.setDaemon(true);
    thread.start();
  }

  private void drive() {
    try {
      while (running) {
        pause();
        if (running) {
          look();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      probe.close();
    }
  }

  private synchronized void pause() throws InterruptedException {
    long end = System.nanoTime() + settings.interval().toNanos();
    for (long left = end - System.nanoTime(); running && left > 0; left = end - System.nanoTime()) {
      wait(Math.max(1, Duration.ofNanos(left).toMillis()));
    }
  }

  /** Runs one probe and acts on its result. */
  void look() {
    if (closed) {
      // a new connection would open the file again, beside a dead pool
      return;
    }
    try {
      Clockwork seen = probe.look(settings.clockSkew());
      if (state.database().trouble() != null) {
        log.info("The database answers again");
      }
      state.looked(null);
      if (!ownClock) {
        judge(seen);
      }
    } catch (SQLException e) {
      missed(DatabaseTrouble.of(e).orElse(DatabaseTrouble.AWAY), e);
    } catch (RuntimeException e) {
      log.error("The node's look at itself failed; it looks again", e);
    }
  }

  private void missed(DatabaseTrouble trouble, SQLException why) {
    if (state.database().trouble() == null) {
      log.error("The database does not answer: {} ({})", trouble, why.getMessage());
    }
    state.looked(trouble);
    if (trouble == DatabaseTrouble.CLOSED) {
      log.error("The database was closed after an error, and this process cannot use it again");
      closed = true;
      events.publishEvent(new DatabaseClosed());
    }
  }

  private void judge(Clockwork seen) {
    boolean before = state.clockwork().agrees();
    state.compared(seen);
    if (seen.agrees() == before && judged) {
      return;
    }
    judged = true;
    if (!seen.agrees()) {
      log.error(
          "This node's clock is {} s ahead of the database's, more than {} s: the node rests. Set"
              + " its clock right; it goes on by itself",
          seconds(seen.ahead()),
          seconds(seen.allowed()));
    } else if (!before) {
      log.info("This node's clock agrees with the database's again; the node goes on");
    }
    note(seen);
    if (seen.agrees() != before) {
      events.publishEvent(new NodeJudged());
    }
  }

  /**
   * Records an incident. Its own time is wrong by the database's clock as well; the detail states
   * by how much.
   */
  private void note(Clockwork seen) {
    try {
      if (seen.agrees()) {
        incidents.close(NodeIncident.CLOCK_DIFFERS, me);
      } else {
        incidents.open(NodeIncident.CLOCK_DIFFERS, me, seconds(seen.ahead()) + " s ahead");
      }
    } catch (RuntimeException e) {
      log.error("The state of the clock could not be noted as an incident", e);
    }
  }

  @Override
  public void stop() {
    Thread driven;
    synchronized (this) {
      running = false;
      driven = thread;
      thread = null;
      notifyAll();
    }
    if (driven != null) {
      try {
        driven.join(settings.silence().toMillis());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  /**
   * The trouble of a database that has not answered lately; empty if it has, or before the first
   * probe.
   */
  static Optional<String> trouble(NodeState.Database seen, Duration silence) {
    DatabaseTrouble trouble = seen.trouble();
    if (trouble != null) {
      return Optional.of(trouble.name());
    }
    return seen.age().filter(age -> age.compareTo(silence) > 0).map(age -> "SILENT");
  }
}
