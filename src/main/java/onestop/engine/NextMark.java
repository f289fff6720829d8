package onestop.engine;

import java.time.Instant;
import java.util.Collection;
import java.util.Set;
import onestop.kernel.DossierCode;

/** Port: when the next mark of a dossier's clock falls due; the engine's one timer follows it. */
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
   * The id that the one timer of a dossier has in every model: of the boundary event that follows
   * this clock.
   */
  String timer();

  /**
   * Those of the dossiers whose timers are fired before all others, for what a mark until {@code
   * now} may set going.
   */
  Set<DossierCode> urgentUntil(Collection<DossierCode> dossiers, Instant now);
}
