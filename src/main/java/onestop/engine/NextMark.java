package onestop.engine;

import java.time.Instant;
import java.util.Collection;
import java.util.Set;
import onestop.kernel.DossierCode;

/**
 * Port: the due time of the next mark of a dossier's clock, which the dossier's one timer in the
 * engine follows.
 */
public interface NextMark {
  /** The due time of a timer while no mark lies ahead: the timer is parked, never absent. */
  Instant PARKED = Instant.parse("9999-01-01T00:00:00Z");

  /**
   * The first mark strictly after {@code now}, or {@link #PARKED}.
   *
   * <p>Called inside the engine's transaction, also before the dossier's process has started.
   */
  Instant nextMarkAfter(DossierCode dossier, Instant now);

  /**
   * The id of a dossier's one timer in every model: the id of the boundary event that follows this
   * clock.
   */
  String timer();

  /**
   * The dossiers whose timers are fired before all others, because of the consequences of a mark
   * due at or before {@code now}.
   */
  Set<DossierCode> urgentUntil(Collection<DossierCode> dossiers, Instant now);
}
