package onestop.web.demo;

import java.util.List;
import onestop.agencies.Agencies;
import onestop.kernel.Failure;
import onestop.node.NodeJudged;
import onestop.node.NodeState;
import onestop.store.Sql;
import onestop.web.DemoCity;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Fills the demo city in the background: creates its people before the first page, then simulates
 * its weeks on a separate thread. The node rests meanwhile, so that no work of the present mixes
 * with the weeks; pages can be read.
 *
 * <p>If we die during the filling, the database is marked as half filled, and the next start
 * empties it and begins again ({@link DemoStart}). No other writer has used it.
 */
@Component
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@ConditionalOnProperty(DemoStart.SETTING)
final class DemoFill implements DemoCity, SmartInitializingSingleton {
  private static final Logger log = LoggerFactory.getLogger(DemoFill.class);

  private final @Nullable DemoOrder order;
  private final Agencies agencies;
  private final PasswordEncoder passwords;
  private final JdbcClient jdbc;
  private final NodeState node;
  private final ApplicationEventPublisher events;
  private final TransactionTemplate transaction;
  private volatile @Nullable DemoWeeks weeks;
  private volatile @Nullable Thread thread;
  private volatile boolean full;

  DemoFill(
      ObjectProvider<DemoOrder> order,
      Agencies agencies,
      PasswordEncoder passwords,
      DemoRecord record,
      NodeState node) {
    this.order = order.getIfAvailable();
    this.agencies = agencies;
    this.passwords = passwords;
    this.jdbc = record.jdbc();
    this.events = record.events();
    this.node = node;
    this.transaction = new TransactionTemplate(record.transactions());
  }

  /** The recorded state of the filling. */
  @Component
  @ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
  record DemoRecord(
      JdbcClient jdbc, PlatformTransactionManager transactions, ApplicationEventPublisher events) {}

  /** Creates the people first: they can log in as soon as there is a login page. */
  @Override
  public void afterSingletonsInstantiated() {
    DemoOrder filling = order;
    if (filling == null) {
      return;
    }
    weeks = new DemoWeeks(filling);
    node.rest(this::beingFilled);
    String hash = passwords.encode(DemoPeople.PASSWORD);
    transaction.executeWithoutResult(
        status -> {
          jdbc.sql("insert into demo_city (id, begun_at) values (1, ?)")
              .param(Sql.utc(filling.end()))
              .update();
          DemoPeople.settle(agencies, hash);
        });
  }

  private Failure beingFilled() {
    return Failure.of(Failure.Kind.BUSY, "web", "demo-being-filled", "percent", percent());
  }

  @EventListener(ApplicationReadyEvent.class)
  synchronized void fill() {
    DemoWeeks filling = weeks;
    if (filling != null && thread == null) {
      Thread filler = new Thread(() -> fill(filling), "demo-city");
      filler.setDaemon(true);
      filler.start();
      thread = filler;
    }
  }

  private void fill(DemoWeeks filling) {
    try {
      if (filling.live()) {
        // from here on a commit is on the disk before it is acknowledged
        jdbc.sql("set write_delay 0").update();
        jdbc.sql("update demo_city set finished_at = ? where id = 1")
            .param(Sql.utc(filling.end()))
            .update();
        jdbc.sql("checkpoint sync").update();
        node.goOn();
        full = true;
        events.publishEvent(new NodeJudged());
      }
    } catch (RuntimeException e) {
      log.error("The demo city could not be filled; start again, and it is begun anew", e);
    }
  }

  /** Stops the weeks at once: the next start begins them again. */
  @EventListener(ContextClosedEvent.class)
  void close(ContextClosedEvent event) {
    DemoWeeks filling = weeks;
    Thread filler = thread;
    if (filling == null || filler == null) {
      return;
    }
    filling.stop();
    try {
      filler.join(20_000);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public int percent() {
    DemoWeeks filling = weeks;
    return filling == null || full ? 100 : Math.min(99, filling.percent());
  }

  @Override
  public String password() {
    return DemoPeople.PASSWORD;
  }

  /** None where an account outside the demo exists. */
  @Override
  public List<Login> logins() {
    boolean ours = !jdbc.sql("select id from demo_city").query(Integer.class).list().isEmpty();
    return ours ? DemoPeople.logins() : List.of();
  }
}
