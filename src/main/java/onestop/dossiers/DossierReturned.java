package onestop.dossiers;

import java.time.Instant;
import onestop.kernel.DomainEvent;
import onestop.kernel.DossierCode;

/** The result was handed over. */
public record DossierReturned(DossierCode dossier, Instant at) implements DomainEvent {}
