package onestop.apologies;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import onestop.apologies.letter.ApologyIncident;
import onestop.engine.CommandGateway;
import onestop.engine.CommandGateway.Command;
import onestop.engine.CommandGateway.Outcome;
import onestop.engine.CommandGateway.Target;
import onestop.engine.EngineIncident;
import onestop.incidents.IncidentKind;
import onestop.incidents.Incidents;
import onestop.kernel.DossierCode;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;

/**
 * Repairs the effects of lost timers, so that every passed mark is recorded, every overdue dossier
 * has its obligation and every issued letter its print. It runs the same commands as the timer,
 * arms the timer again and records an incident for the operator. A dossier that cannot be repaired
 * affects no other.
 */
@Service
public class Reconciliation {
  private static final Logger log = LoggerFactory.getLogger(Reconciliation.class);

  /** The lag beyond which a timer counts as lost. */
  private static final Duration LAG = Duration.ofMinutes(10);

  private final MissedMarks marks;
  private final ObligationLocks locks;
  private final AutomaticSteps steps;
  private final Incidents incidents;
  private final LateClosures closures;
  private final Clock clock;
  private final CommandGateway gateway;

  Reconciliation(
      MissedMarks marks,
      ObligationLocks locks,
      AutomaticSteps steps,
      Incidents incidents,
      LateClosures closures,
      Clock clock,
      CommandGateway gateway) {
    this.marks = marks;
    this.locks = locks;
    this.steps = steps;
    this.incidents = incidents;
    this.closures = closures;
    this.clock = clock;
    this.gateway = gateway;
  }

  /**
   * Sweeps all running clocks and all dossiers that closed late without a letter.
   *
   * @return the number of repaired dossiers
   */
  public int sweep() {
    return sweep(LAG);
  }

  /** As {@link #sweep()}, with another lag. */
  int sweep(Duration lag) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    int recorded =
        repair(
            marks.notRecordedBy(now.minus(lag)),
            ApologyIncident.LOST_TIMER,
            code -> marks.record(code, now));
    return recorded
        + repair(
            closures.withoutLetter(),
            ApologyIncident.LATE_WITHOUT_LETTER,
            code -> settle(code, now));
  }

  private boolean settle(DossierCode code, Instant now) {
    LockedDossier held = locks.lock(code);
    Instant closed = Objects.requireNonNull(held.dossier().closedAt());
    return steps.settle(held, closed, now);
  }

  /** The repair of one dossier under its lock; returns whether it was necessary. */
  private interface Repair {
    boolean of(DossierCode code);
  }

  /**
   * Repairs dossier by dossier, at a lower priority than the commands of users; a failure affects
   * only its own dossier.
   */
  private int repair(List<DossierCode> codes, IncidentKind kind, Repair repair) {
    List<Outcome<Boolean>> outcomes =
        gateway.runInBackground(
            codes.stream()
                .map(
                    code ->
                        new Command<>(
                            new Target.OfDossier(code), () -> repaired(code, kind, repair)))
                .toList());
    int repaired = 0;
    for (int i = 0; i < codes.size(); i++) {
      DossierCode code = codes.get(i);
      RuntimeException why = outcomes.get(i).failure();
      if (why != null) {
        log.error("Incident {} at dossier {}: the sweep could not repair it", kind, code, why);
        incidents.open(ApologyIncident.SWEEP_FAILED, code, kind + ": " + Incidents.reason(why));
      } else if (Boolean.TRUE.equals(outcomes.get(i).value())) {
        log.warn("Incident {} at dossier {}: repaired by the sweep", kind, code);
        repaired++;
      }
    }
    return repaired;
  }

  private boolean repaired(DossierCode code, IncidentKind kind, Repair repair) {
    locks.lockDossier(code);
    boolean repaired = repair.of(code);
    if (repaired) {
      incidents.repaired(kind, code, "");
    }
    incidents.close(ApologyIncident.SWEEP_FAILED, code);
    if (repaired) {
      incidents.close(EngineIncident.TIMER_FAILED, code);
    }
    return repaired;
  }
}
