package onestop.sla;

import java.time.Instant;
import onestop.kernel.DomainEvent;
import onestop.kernel.DossierCode;

/** A clock was paused, resumed or adjusted: its due date or its next mark has changed. */
public record ClockMoved(DossierCode dossier, Instant dueCurrentAt, Instant nextMarkAt, Instant at)
    implements DomainEvent {}
