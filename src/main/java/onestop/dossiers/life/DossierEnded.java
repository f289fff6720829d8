package onestop.dossiers.life;

import java.time.Instant;
import onestop.kernel.DomainEvent;
import onestop.kernel.DossierCode;

/** A dossier was refused, withdrawn or stopped. */
public record DossierEnded(DossierCode dossier, DossierState state, Instant at)
    implements DomainEvent {}
