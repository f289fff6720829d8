package onestop.apologies;

import java.time.Instant;
import java.util.List;
import onestop.engine.ProcessRuntime;
import onestop.kernel.DossierCode;
import onestop.sla.SlaClocks;
import org.springframework.stereotype.Component;

/** The marks of running clocks that passed without their timer, and their recording. */
@Component
class MissedMarks {
  private final SlaClocks clocks;
  private final ProcessRuntime runtime;

  MissedMarks(SlaClocks clocks, ProcessRuntime runtime) {
    this.clocks = clocks;
    this.runtime = runtime;
  }

  /** The dossiers whose running clock has an unrecorded mark at or before the moment. */
  List<DossierCode> notRecordedBy(Instant moment) {
    return clocks.withPassedMarks(moment);
  }

  /**
   * Records the missed marks and arms a timer for the next one, in the caller's transaction, under
   * the dossier's lock.
   *
   * @return whether a mark was missing
   */
  boolean record(DossierCode code, Instant now) {
    boolean reached = !clocks.reach(code, now).isEmpty();
    if (reached && clocks.state(code).stoppedAt() == null) {
      runtime.restoreTimer(code);
      runtime.moveTimer(code, clocks.state(code).nextMarkAt());
    }
    return reached;
  }
}
