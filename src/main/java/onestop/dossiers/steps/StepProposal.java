package onestop.dossiers.steps;

import java.time.Instant;
import onestop.agencies.Role;
import onestop.kernel.Actor;
import onestop.kernel.DossierCode;

/**
 * What an officer wants to do and may not do alone: it waits for the approver at the resolving
 * agency, who does it, as proposed or amended, or gives it back.
 *
 * @param no from 1 for the work item; a new proposal takes the place of the one before
 */
public record StepProposal(
    String workItemId,
    int no,
    DossierCode dossier,
    String outcome,
    StepPayload payload,
    Role approver,
    Actor.Officer by,
    Instant at) {}
