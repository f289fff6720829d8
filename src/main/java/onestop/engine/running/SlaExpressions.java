package onestop.engine.running;

import java.time.Instant;
import onestop.engine.EngineClock;
import onestop.engine.NextMark;
import onestop.kernel.DossierCode;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.springframework.beans.factory.ObjectProvider;

/** The expression by which a model queries the legal clock: {@code ${sla.nextMark(execution)}}. */
public final class SlaExpressions {
  private final ObjectProvider<NextMark> marks;
  private final EngineClock clock;

  public SlaExpressions(ObjectProvider<NextMark> marks, EngineClock clock) {
    this.marks = marks;
    this.clock = clock;
  }

  /**
   * The cycle of the SLA timer: first due at the next mark after now. The engine evaluates the
   * cycle when the timer is armed and again each time it fires, so the period after the date is
   * rarely used: it catches, within two minutes, a mark that passes while the timer is being armed,
   * and it bounds the number of follow-up timers of a failing timer.
   */
  public String nextMark(DelegateExecution execution) {
    DossierCode dossier = new DossierCode(execution.getProcessBusinessKey());
    Instant next = marks.getObject().nextMarkAfter(dossier, clock.now());
    return "R2/" + next + "/PT1M";
  }
}
