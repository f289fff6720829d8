package onestop.apologies;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import onestop.dossiers.Dossiers;
import onestop.engine.ProcessRuntime;
import onestop.kernel.DossierCode;
import onestop.kernel.Incidents;
import onestop.sla.SlaClocks;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The net under the timers: every mark that has passed is heard, every overdue dossier has its
 * obligation, every issued letter its print. Finds what a lost timer would miss, repairs it by the
 * same commands that the timer would have used, arms the timer again and leaves an incident for the
 * operator. A dossier that cannot be repaired holds up no other.
 */
@Service
public class Reconciliation {
  private static final Logger log = LoggerFactory.getLogger(Reconciliation.class);

  /** How long a timer may lag before it counts as lost. */
  private static final Duration LAG = Duration.ofMinutes(10);

  private final SlaClocks clocks;
  private final Dossiers dossiers;
  private final Obligations obligations;
  private final ProcessRuntime runtime;
  private final Incidents incidents;
  private final JdbcClient jdbc;
  private final Clock clock;
  private final TransactionTemplate transaction;

  Reconciliation(
      SlaClocks clocks,
      Dossiers dossiers,
      Obligations obligations,
      ProcessRuntime runtime,
      Incidents incidents,
      JdbcClient jdbc,
      Clock clock,
      PlatformTransactionManager transactions) {
    this.clocks = clocks;
    this.dossiers = dossiers;
    this.obligations = obligations;
    this.runtime = runtime;
    this.incidents = incidents;
    this.jdbc = jdbc;
    this.clock = clock;
    this.transaction = new TransactionTemplate(transactions);
  }

  /**
   * One sweep over all running clocks and all dossiers that closed late without a letter.
   *
   * @return how many dossiers had to be repaired
   */
  public int sweep() {
    return sweep(LAG);
  }

  /** As {@link #sweep()}, with another idea of how long a timer may lag. */
  int sweep(Duration lag) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    List<DossierCode> silent =
        Objects.requireNonNull(
            transaction.execute(status -> clocks.withPassedMarks(now.minus(lag))));
    int repaired = 0;
    for (DossierCode code : silent) {
      repaired += repair(code, Incidents.Kind.LOST_TIMER, () -> hear(code, now));
    }
    for (DossierCode code : closedLateWithoutLetter()) {
      repaired +=
          repair(
              code,
              Incidents.Kind.LATE_WITHOUT_LETTER,
              () -> {
                Obligations.Held held = obligations.hold(code);
                Instant closed = Objects.requireNonNull(held.dossier().closedAt());
                return obligations.settle(held, closed, now);
              });
    }
    return repaired;
  }

  private interface Mending {
    boolean mend();
  }

  /** One dossier, in a transaction of its own: a failure is its own trouble and nobody else's. */
  private int repair(DossierCode code, Incidents.Kind kind, Mending mending) {
    try {
      boolean done =
          Boolean.TRUE.equals(transaction.execute(status -> mended(code, kind, mending)));
      if (done) {
        log.warn("Incident {} at dossier {}: repaired by the sweep", kind, code);
      }
      return done ? 1 : 0;
    } catch (RuntimeException why) {
      log.error("Incident {} at dossier {}: the sweep could not repair it", kind, code, why);
      incidents.open(Incidents.Kind.SWEEP_FAILED, code, kind + ": " + Incidents.reason(why));
      return 0;
    }
  }

  private boolean mended(DossierCode code, Incidents.Kind kind, Mending mending) {
    dossiers.lock(code);
    boolean mended = mending.mend();
    if (mended) {
      incidents.repaired(kind, code, "");
    }
    incidents.close(Incidents.Kind.SWEEP_FAILED, code);
    if (mended) {
      incidents.close(Incidents.Kind.TIMER_FAILED, code);
    }
    return mended;
  }

  /** What the timer should have said, and a timer for what is still to be said. */
  private boolean hear(DossierCode code, Instant now) {
    boolean heard = !clocks.reach(code, now).isEmpty();
    if (heard && clocks.state(code).stoppedAt() == null) {
      runtime.restoreTimer(code);
      runtime.moveTimer(code, clocks.state(code).nextMarkAt());
    }
    return heard;
  }

  /** Closed after the due moment of their first appointment, with no obligation at all. */
  private List<DossierCode> closedLateWithoutLetter() {
    return jdbc
        .sql(
            """
            select d.dossier_code from dossier d
              join sla_clock c on c.dossier_code = d.dossier_code
             where c.stopped_at > c.due_current_at and c.appointment_no = 1
               and not exists (select 1 from apology_obligation o
                                where o.dossier_code = d.dossier_code
                                  and o.state in ('ISSUED', 'WAIVED', 'BREACHED'))
             order by d.dossier_code
            """)
        .query(String.class)
        .list()
        .stream()
        .map(DossierCode::new)
        .toList();
  }
}
