package onestop.kernel;

import java.time.Instant;

/**
 * A fact about a dossier, named in the past tense.
 *
 * <p>Published synchronously on the publisher's thread and inside its transaction: a listener that
 * throws rolls back the fact itself.
 */
public interface DomainEvent {
  /** The dossier of the event. */
  DossierCode dossier();

  /** The time of the event by the application's clock, in whole milliseconds. */
  Instant at();
}
