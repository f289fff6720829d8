package onestop.apologies.obligation;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One fact in the life of an obligation; insert-only, numbered from 1 without a gap.
 *
 * @param step null for the first, which opens it
 * @param actor login, or the automaton's name
 * @param details canonical JSON
 */
public record ObligationEvent(
    int no,
    @Nullable ObligationStep step,
    ObligationState stateAfter,
    String actorKind,
    String actor,
    String details,
    Instant at) {}
