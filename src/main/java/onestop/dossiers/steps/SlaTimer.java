package onestop.dossiers.steps;

import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import onestop.dossiers.life.Dossier;
import onestop.dossiers.life.DossierJournal;
import onestop.engine.Announcement;
import onestop.engine.AnnouncementOwner;
import onestop.engine.NextMark;
import onestop.engine.ProcessRuntime;
import onestop.kernel.DomainListener;
import onestop.kernel.DossierCode;
import onestop.procedures.AnnouncedStep;
import onestop.sla.ClockMoved;
import onestop.sla.SlaClocks;
import onestop.sla.clock.Mark;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Keeps the engine's one timer of a dossier at the next mark of its legal clock. */
@Component
public class SlaTimer implements NextMark, AnnouncementOwner {
  /** The boundary event that follows the clock in every model; lint requires it. */
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

  /**
   * The dossiers with a mark that may issue a letter of apology; they fire before mere warnings.
   */
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
      writes = {"process_tree"})
  void on(ClockMoved moved) {
    runtime.moveTimer(moved.dossier(), moved.nextMarkAt());
  }

  /**
   * Whether the engine's timer differs from the clock's next mark.
   *
   * @return the time of the timer, {@code none} if it is missing, or empty if it is correct
   */
  @Transactional(readOnly = true)
  public Optional<String> outOfStep(Dossier dossier) {
    DossierCode code = dossier.code();
    Optional<Instant> timer = runtime.timerOf(code);
    if (!dossier.state().isOpen()) {
      return timer.map(Instant::toString);
    }
    Instant wanted = clocks.state(code).nextMarkAt();
    int timers = runtime.timersOf(code);
    if (timers > 1) {
      return Optional.of(timers + " ×");
    }
    return timer.filter(wanted::equals).isPresent()
        ? Optional.empty()
        : Optional.of(timer.map(Instant::toString).orElse("none"));
  }
}
