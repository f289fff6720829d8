package onestop.dossiers;

import java.time.Instant;
import onestop.kernel.DomainEvent;
import onestop.kernel.DossierCode;

/** A dossier was accepted; its clock runs. */
public record DossierReceived(DossierCode dossier, Instant at) implements DomainEvent {}
