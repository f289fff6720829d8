package onestop.dossiers;

import java.time.Instant;
import java.util.Collection;
import java.util.Set;
import onestop.engine.Announcement;
import onestop.engine.NextMark;
import onestop.engine.ProcessRuntime;
import onestop.kernel.DossierCode;
import onestop.sla.ClockMoved;
import onestop.sla.Mark;
import onestop.sla.SlaClocks;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Keeps the engine's one timer of a dossier on the next mark of its legal clock. */
@Component
class SlaTimer implements NextMark {
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
  public Set<DossierCode> lettersUntil(Collection<DossierCode> dossiers, Instant now) {
    return clocks.withMarks(dossiers, Mark::isOfLetter, now);
  }

  @EventListener
  void on(Announcement announcement) {
    if (announcement.step().equals("raise_sla_mark")) {
      journal.lock(announcement.dossier());
      clocks.reach(announcement.dossier(), announcement.at());
    }
  }

  @EventListener
  void on(ClockMoved moved) {
    runtime.moveTimer(moved.dossier(), moved.nextMarkAt());
  }
}
