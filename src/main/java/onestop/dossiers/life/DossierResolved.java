package onestop.dossiers.life;

import java.time.Instant;
import onestop.kernel.DomainEvent;
import onestop.kernel.DossierCode;

/** The result is on record and signed; lateness is judged at {@code resolvedAt}. */
public record DossierResolved(DossierCode dossier, Instant resolvedAt, Instant at)
    implements DomainEvent {}
