package onestop.engine.timers;

import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import onestop.engine.tree.TreeEntities;
import onestop.engine.tree.Trees;
import onestop.kernel.DossierCode;
import org.camunda.bpm.engine.impl.persistence.entity.TimerEntity;

/** The timer of a dossier whose turn it is, in the engine's command context. */
final class DueTimer {
  private DueTimer() {}

  /** The first of the dossier's timers that may fire at {@code now}; empty if none may. */
  static Optional<TimerEntity> of(DossierCode dossier, Instant now) {
    return TreeEntities.current().timers(dossier.value()).stream()
        .filter(Trees::canFire)
        .filter(timer -> !Trees.readyAt(timer).isAfter(now))
        .min(Comparator.comparing(Trees::readyAt).thenComparing(TimerEntity::getId));
  }
}
