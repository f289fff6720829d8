package onestop.inbox;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import onestop.kernel.AgencyCode;
import onestop.kernel.SettableClock;
import onestop.store.Sql;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.SmartLifecycle;
import org.springframework.jdbc.support.SqlArrayValue;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Tells the listeners of this node which agencies' lists have changed, on this node or on another.
 * Every round this node writes its own changes, one row for each agency, and reads those of the
 * others with one statement, however many pages listen. A signal that is lost with its node is
 * missed by pages that are open; the next change of the agency tells them.
 *
 * <p>Under a {@link SettableClock} no round runs by itself: the code that sets the clock calls
 * {@link #round}.
 */
@Component
@EnableConfigurationProperties(InboxSettings.class)
public class InboxSignals implements SmartLifecycle {
  private static final Logger log = LoggerFactory.getLogger(InboxSignals.class);

  private final InboxChanges changes;
  private final Sql sql;
  private final Clock clock;
  private final InboxSettings settings;
  private final TransactionTemplate transaction;
  private final String node = UUID.randomUUID().toString();
  private final List<Listener> listeners = new CopyOnWriteArrayList<>();
  private final Set<AgencyCode> unsent = new HashSet<>();

  @GuardedBy("this")
  private @Nullable Map<String, Long> seen;

  private volatile @Nullable ScheduledExecutorService rounds;

  InboxSignals(
      InboxChanges changes,
      Sql sql,
      Clock clock,
      InboxSettings settings,
      PlatformTransactionManager transactions) {
    this.transaction = new TransactionTemplate(transactions);
    this.changes = changes;
    this.sql = sql;
    this.clock = clock;
    this.settings = settings;
  }

  /** Who wants to know of changes. */
  public interface Listener {
    /** Whether anybody listens at present; if nobody does, other nodes are not asked. */
    boolean isListening();

    /** The lists of these agencies have changed; must not wait for anything. */
    void changed(Set<AgencyCode> agencies);
  }

  /** Adds a listener, for ever. */
  public void add(Listener listener) {
    listeners.add(listener);
  }

  /** One round: what is new is told once. */
  public synchronized void round() {
    Set<AgencyCode> own = changes.take();
    Set<AgencyCode> all = new HashSet<>(own);
    unsent.addAll(own);
    if (!unsent.isEmpty()) {
      transaction.executeWithoutResult(status -> write(unsent));
      unsent.clear();
    }
    if (listeners.stream().anyMatch(Listener::isListening)) {
      all.addAll(ofOthers());
    } else {
      seen = null;
    }
    if (!all.isEmpty()) {
      listeners.forEach(listener -> listener.changed(all));
    }
  }

  /** One transaction for all agencies: each would else wait for a disk of its own. */
  private void write(Set<AgencyCode> agencies) {
    SqlArrayValue codes = Sql.keys(agencies, AgencyCode::value);
    OffsetDateTime now = Sql.utc(clock.instant());
    int raised =
        sql.client()
            .sql(
                """
                update inbox_signal set revision = revision + 1, changed_at = ?
                 where node = ? and agency = any(?)
                """)
            .params(now, node, codes)
            .update();
    if (raised < agencies.size()) {
      Set<String> known =
          sql.client()
              .sql("select agency from inbox_signal where node = ? and agency = any(?)")
              .params(node, codes)
              .query(String.class)
              .set();
      sql.batch(
          "insert into inbox_signal (node, agency, revision, changed_at) values (?, ?, 1, ?)",
          agencies.stream()
              .map(AgencyCode::value)
              .filter(code -> !known.contains(code))
              .map(code -> new Object[] {node, code, now})
              .toList());
    }
  }

  /** The agencies that other nodes have changed since the last round in which somebody listened. */
  private synchronized Set<AgencyCode> ofOthers() {
    Map<String, Long> before = seen;
    Map<String, Long> now = new HashMap<>();
    Set<AgencyCode> changed = new HashSet<>();
    sql.client()
        .sql("select node, agency, revision from inbox_signal where node <> ?")
        .param(node)
        .query(
            row -> {
              String key = row.getString("node") + " " + row.getString("agency");
              now.put(key, row.getLong("revision"));
              if (before != null
                  && !Long.valueOf(row.getLong("revision")).equals(before.get(key))) {
                changed.add(new AgencyCode(row.getString("agency")));
              }
            });
    seen = now;
    return changed;
  }

  /** Removes the rows of nodes that changed nothing since that moment. */
  int forget(Instant before) {
    return sql.client()
        .sql("delete from inbox_signal where changed_at < ?")
        .param(Sql.utc(before))
        .update();
  }

  @Override
  public void start() {
    if (clock instanceof SettableClock) {
      return;
    }
    ScheduledExecutorService executor =
        Executors.newSingleThreadScheduledExecutor(
            work -> {
              Thread thread = new Thread(work, "inbox-signals");
              thread.setDaemon(true);
              return thread;
            });
    long millis = settings.liveInterval().toMillis();
    executor.scheduleWithFixedDelay(this::safely, millis, millis, TimeUnit.MILLISECONDS);
    rounds = executor;
  }

  private void safely() {
    try {
      round();
    } catch (RuntimeException e) { // the next round tries again
      log.warn("Changes of lists could not be told: {}", e.toString());
    }
  }

  @Override
  public void stop() {
    ScheduledExecutorService executor = rounds;
    if (executor != null) {
      executor.shutdownNow();
      rounds = null;
    }
  }

  @Override
  public boolean isRunning() {
    return rounds != null;
  }
}
