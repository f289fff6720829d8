package onestop.delivery;

import static onestop.delivery.DeliveryState.AMBIGUOUS;
import static onestop.delivery.DeliveryState.FAILED;
import static onestop.delivery.DeliveryState.QUEUED;
import static onestop.delivery.DeliveryState.SENDING;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.springframework.stereotype.Component;

/** Metrics of the size and the age of the outbox; docs/operating.md explains each name. */
@Component
class OutboxMeters {
  OutboxMeters(MeterRegistry registry, OutboxStore store, Clock clock) {
    for (DeliveryState state : List.of(QUEUED, SENDING, FAILED, AMBIGUOUS)) {
      Gauge.builder("onestop.outbox.messages", () -> store.count(state))
          .tag("state", state.name())
          .register(registry);
    }
    Gauge.builder("onestop.outbox.age", () -> age(store, clock))
        .baseUnit("seconds")
        .register(registry);
  }

  private static double age(OutboxStore store, Clock clock) {
    return store
        .oldestQueued()
        .map(since -> Duration.between(since, clock.instant()).toMillis() / 1e3)
        .orElse(0.0);
  }
}
