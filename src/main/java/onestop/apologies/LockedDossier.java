package onestop.apologies;

import java.time.Instant;
import onestop.dossiers.life.Dossier;
import onestop.procedures.RulePack;
import onestop.sla.ClockState;
import onestop.sla.clock.Lateness;
import org.jspecify.annotations.Nullable;

/** A dossier with its row and clock locked, and its pack. */
record LockedDossier(
    Dossier dossier, ClockState clock, RulePack pack, @Nullable Instant waitingSince) {
  /** Whether the appointed moment has passed at {@code moment}, not counting lawful waiting. */
  boolean isLateAt(Instant moment) {
    return Lateness.isLate(moment, clock.dueCurrentAt(), waitingSince);
  }
}
