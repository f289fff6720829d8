package onestop.web.demo;

import java.util.List;
import onestop.agencies.Agencies;
import onestop.kernel.Failure;
import onestop.node.NodeJudged;
import onestop.node.NodeState;
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
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;

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
  private final DemoRecord record;
  private final NodeState node;
  private final ApplicationEventPublisher events;
  private volatile @Nullable DemoWeeks weeks;
  private volatile @Nullable Thread thread;
  private volatile boolean full;

  DemoFill(
      ObjectProvider<DemoOrder> order,
      Agencies agencies,
      PasswordEncoder passwords,
      DemoRecord record,
      ApplicationEventPublisher events,
      NodeState node) {
    this.order = order.getIfAvailable();
    this.agencies = agencies;
    this.passwords = passwords;
    this.record = record;
    this.events = events;
    this.node = node;
  }

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
    record.begin(filling.end(), () -> DemoPeople.settle(agencies, hash));
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
        record.finish(filling.end());
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
    return record.hasBegun() ? DemoPeople.logins() : List.of();
  }
}
