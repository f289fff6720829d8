package onestop.sla;

import java.time.Instant;
import onestop.kernel.DomainEvent;
import onestop.kernel.DossierCode;
import onestop.sla.clock.Mark;

/**
 * A clock passed one of its marks; published exactly once per dossier, appointment and mark.
 *
 * @param markAt the scheduled time of the mark
 * @param at when it was processed; later than {@code markAt} after an outage
 */
public record SlaMarkReached(
    DossierCode dossier, Mark mark, int appointmentNo, Instant markAt, Instant at)
    implements DomainEvent {}
