package onestop.notes;

import java.time.Instant;
import onestop.kernel.DomainEvent;
import onestop.kernel.DossierCode;
import onestop.kernel.OfficerId;

/** A note mentions an officer for the first time. */
public record OfficerMentioned(
    DossierCode dossier, int no, OfficerId mentioned, OfficerId by, Instant at)
    implements DomainEvent {}
