package onestop.apologies.letter;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.Instant;
import onestop.apologies.obligation.ApologyObligation.Issue;
import onestop.apologies.obligation.ObligationChanged;
import onestop.apologies.obligation.ObligationStep;
import onestop.sla.SlaMarkReached;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;

/**
 * The latencies of a citizen's letter as Micrometer timers; docs/operating.md explains each name.
 * Only committed steps count.
 */
@Component
class LetterMeters {
  private static final Duration[] BOUNDS = {
    Duration.ofSeconds(1),
    Duration.ofSeconds(10),
    Duration.ofMinutes(1),
    Duration.ofMinutes(5),
    Duration.ofHours(1),
    Duration.ofDays(1)
  };

  private final MeterRegistry registry;

  LetterMeters(MeterRegistry registry) {
    this.registry = registry;
  }

  @TransactionalEventListener(fallbackExecution = true)
  void on(SlaMarkReached reached) {
    record("onestop.mark.lag", "mark", reached.mark().name(), reached.markAt(), reached.at());
  }

  @TransactionalEventListener(fallbackExecution = true)
  void on(ObligationChanged changed) {
    Issue issue = changed.after().issue();
    if (changed.step() == ObligationStep.ISSUE && issue != null) {
      Instant limit = changed.after().limitAt();
      record("onestop.letter.lag", "how", issue.how().name(), limit, issue.at());
    }
  }

  /** A letter was printed and handed to the outbox. */
  void printed(Instant issuedAt, Instant printedAt) {
    record("onestop.letter.press", "channel", "print", issuedAt, printedAt);
  }

  /**
   * Records an early step with a duration of zero, so that the timer's rate includes every step.
   */
  private void record(String name, String key, String value, Instant due, Instant done) {
    Duration late = Duration.between(due, done);
    Timer.builder(name)
        .tag(key, value)
        .serviceLevelObjectives(BOUNDS)
        .register(registry)
        .record(late.isNegative() ? Duration.ZERO : late);
  }
}
