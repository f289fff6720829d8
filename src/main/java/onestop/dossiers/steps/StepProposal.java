package onestop.dossiers.steps;

import java.time.Instant;
import onestop.agencies.Role;
import onestop.kernel.Actor;
import onestop.kernel.DossierCode;

/**
 * An act that an officer proposes and may not do alone: it waits for the approver at the resolving
 * agency, who carries it out, as proposed or amended, or gives it back.
 *
 * @param no from 1 for the work item; a new proposal replaces the one before
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
