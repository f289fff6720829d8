package onestop.kernel;

import java.time.Instant;

/**
 * Something that happened to a dossier, said in the past tense.
 *
 * <p>Published synchronously on the publisher's thread and inside its transaction: a listener that
 * throws undoes the fact itself.
 */
public interface DomainEvent {
  /** The dossier it happened to. */
  DossierCode dossier();

  /** When it happened, by the application's clock, to the millisecond. */
  Instant at();
}
