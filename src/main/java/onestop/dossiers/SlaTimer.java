package onestop.dossiers;

import java.time.Instant;
import java.util.Collection;
import java.util.Set;
import onestop.engine.Announcement;
import onestop.engine.AnnouncementOwner;
import onestop.engine.NextMark;
import onestop.engine.ProcessRuntime;
import onestop.kernel.DomainListener;
import onestop.kernel.DossierCode;
import onestop.procedures.AnnouncedStep;
import onestop.sla.ClockMoved;
import onestop.sla.Mark;
import onestop.sla.SlaClocks;
import org.springframework.stereotype.Component;

/** Keeps the engine's one timer of a dossier on the next mark of its legal clock. */
@Component
class SlaTimer implements NextMark, AnnouncementOwner {
  /** The boundary event of every model that follows the clock; lint asks for it. */
  private static final String TIMER = "reach_sla_mark";

  private final SlaClocks clocks;
  private final DossierJournal journal;
  private final ProcessRuntime runtime;

  SlaTimer(SlaClocks clocks, DossierJournal journal, ProcessRuntime runtime) {
    this.clocks = clocks;
    this.journal = journal;
    this.runtime = runtime;
  }

  @Override
  public Instant nextMarkAfter(DossierCode dossier, Instant now) {
    return clocks.nextMarkAfter(dossier, now);
  }

  @Override
  public String timer() {
    return TIMER;
  }

  /** Letters of apology that may go are fired before what only warns. */
  @Override
  public Set<DossierCode> urgentUntil(Collection<DossierCode> dossiers, Instant now) {
    return clocks.withMarks(dossiers, Mark::isOfLetter, now);
  }

  @Override
  public boolean owns(String step) {
    return step.equals(AnnouncedStep.RAISE_SLA_MARK.id());
  }

  @Override
  public void reached(Announcement announcement) {
    journal.lock(announcement.dossier());
    clocks.reach(announcement.dossier(), announcement.at());
  }

  @DomainListener(
      phase = DomainListener.PROCESS,
      writes = {"ACT_RU_JOB"})
  void on(ClockMoved moved) {
    runtime.moveTimer(moved.dossier(), moved.nextMarkAt());
  }
}
