package onestop.dossiers.life;

import java.time.Instant;
import java.util.Map;
import onestop.kernel.Actor;
import onestop.kernel.AgencyCode;
import onestop.kernel.DossierCode;
import org.jspecify.annotations.Nullable;

/**
 * One fact in the life of a dossier; insert-only, numbered from 1 without a gap. The events
 * determine the state.
 *
 * @param kind for example {@code RECEIVED}, {@code STEP_COMPLETED}, {@code RESOLVED}
 * @param stateAfter the state after this event
 * @param details the facts of that kind, without personal data
 */
public record DossierEvent(
    DossierCode dossier,
    int no,
    String kind,
    Instant at,
    Actor actor,
    @Nullable AgencyCode agency,
    @Nullable String step,
    DossierState stateAfter,
    Map<String, Object> details) {}
