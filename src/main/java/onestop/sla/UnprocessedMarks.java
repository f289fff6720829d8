package onestop.sla;

import java.time.Instant;

/**
 * Marks that have passed without being processed.
 *
 * @param dossiers the number of dossiers with such a mark
 * @param since the time of the earliest such mark
 */
public record UnprocessedMarks(long dossiers, Instant since) {}
