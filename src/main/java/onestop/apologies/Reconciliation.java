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

  private final LostTimers timers;
  private final DossierLocks locks;
  private final Obligations obligations;
  private final Incidents incidents;
  private final LateClosures closures;
  private final Clock clock;
  private final CommandGateway gateway;

  Reconciliation(
      LostTimers timers,
      DossierLocks locks,
      Obligations obligations,
      Incidents incidents,
      LateClosures closures,
      Clock clock,
      CommandGateway gateway) {
    this.timers = timers;
    this.locks = locks;
    this.obligations = obligations;
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
    List<DossierCode> silent = timers.silentSince(now.minus(lag));
    int repaired = repair(silent, ApologyIncident.LOST_TIMER, code -> timers.catchUp(code, now));
    return repaired
        + repair(
            closures.withoutLetter(),
            ApologyIncident.LATE_WITHOUT_LETTER,
            code -> settle(code, now));
  }

  private boolean settle(DossierCode code, Instant now) {
    LockedDossier held = locks.hold(code);
    Instant closed = Objects.requireNonNull(held.dossier().closedAt());
    return obligations.settle(held, closed, now);
  }

  private interface Mending {
    boolean mend(DossierCode code);
  }

  /**
   * Repairs dossier by dossier, at a lower priority than the commands of users; a failure affects
   * only its own dossier.
   */
  private int repair(List<DossierCode> codes, IncidentKind kind, Mending mending) {
    List<Outcome<Boolean>> outcomes =
        gateway.runInBackground(
            codes.stream()
                .map(
                    code ->
                        new Command<>(
                            new Target.OfDossier(code), () -> mended(code, kind, mending)))
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

  private boolean mended(DossierCode code, IncidentKind kind, Mending mending) {
    locks.lock(code);
    boolean mended = mending.mend(code);
    if (mended) {
      incidents.repaired(kind, code, "");
    }
    incidents.close(ApologyIncident.SWEEP_FAILED, code);
    if (mended) {
      incidents.close(EngineIncident.TIMER_FAILED, code);
    }
    return mended;
  }
}
