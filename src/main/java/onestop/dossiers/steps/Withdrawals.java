package onestop.dossiers.steps;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import onestop.dossiers.life.Dossier;
import onestop.dossiers.life.DossierJournal;
import onestop.dossiers.life.DossierJournal.Fact;
import onestop.dossiers.life.DossierLifecycle;
import onestop.dossiers.life.LifecycleStep;
import onestop.dossiers.numbers.StopNoticeNumbers;
import onestop.engine.ProcessRuntime;
import onestop.kernel.Actor;
import onestop.kernel.DossierCode;
import onestop.kernel.Failure;
import org.springframework.stereotype.Component;

/** Withdrawals by applicants. Runs in the caller's transaction. */
@Component
public class Withdrawals {
  private final DossierJournal journal;
  private final ClockBounds bounds;
  private final ProcessRuntime runtime;
  private final StopNoticeNumbers numbers;
  private final Clock clock;

  Withdrawals(
      DossierJournal journal,
      ClockBounds bounds,
      ProcessRuntime runtime,
      StopNoticeNumbers numbers,
      Clock clock) {
    this.journal = journal;
    this.bounds = bounds;
    this.runtime = runtime;
    this.numbers = numbers;
    this.clock = clock;
  }

  /**
   * Ends the work on an open dossier, whose model then records the withdrawal, and numbers the
   * notice of it. With the whole of a linked application its open parts are withdrawn, each with a
   * notice of the agency that has it; what a part has resolved before stays.
   *
   * @throws Failure {@code dossiers/step-not-possible} for a closed dossier, {@code
   *     dossiers/withdrawal-not-modelled} if the model has no withdrawal
   */
  public void request(DossierCode code, String reason, Actor by) {
    Dossier dossier = journal.lock(code);
    DossierLifecycle.TABLE.require(dossier.state(), LifecycleStep.WITHDRAW, code.value());
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    bounds.requireReason(dossier, reason, now);
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("reason", reason);
    facts.put("document", numbers.next(dossier.agencies().resolving(), now));
    journal.note(code, Fact.of("WITHDRAWAL_REQUESTED", now, by).with(facts));
    if (!runtime.correlate(code, "withdrawal_requested")) {
      throw Failure.conflict("dossiers", "withdrawal-not-modelled", "code", code.value());
    }
    // after the whole: a part that ends then finds nobody who waits for it
    for (Dossier leg : journal.legs(code)) {
      if (leg.state().isOpen()) {
        request(leg.code(), reason, by);
      }
    }
  }
}
