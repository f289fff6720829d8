package onestop.engine;

import java.time.Instant;
import java.util.Collection;
import java.util.Set;
import onestop.kernel.DossierCode;

/** Port: when the clock of a dossier wants to be heard next; the engine's one timer follows it. */
public interface NextMark {
  /** Where the timer of a dossier waits while nothing is due: it is parked, never absent. */
  Instant PARKED = Instant.parse("9999-01-01T00:00:00Z");

  /**
   * The first mark strictly after {@code now}, or {@link #PARKED}.
   *
   * <p>Called inside the engine's transaction, also before the dossier's process has started.
   */
  Instant nextMarkAfter(DossierCode dossier, Instant now);

  /**
   * Those of the dossiers for which a mark until {@code now} may let a letter of apology go: their
   * timers are fired before those that only warn.
   */
  Set<DossierCode> lettersUntil(Collection<DossierCode> dossiers, Instant now);
}
