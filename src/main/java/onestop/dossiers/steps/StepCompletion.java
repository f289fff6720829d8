package onestop.dossiers.steps;

import onestop.kernel.Actor;
import org.jspecify.annotations.Nullable;

/**
 * The completion of a dossier's work item by an officer.
 *
 * @param outcome one of the outcomes of the item
 * @param activity another name of the activity, for registers kept elsewhere; null for the step's
 *     own
 */
public record StepCompletion(
    String workItemId,
    Actor.Officer officer,
    String outcome,
    StepPayload payload,
    @Nullable String activity) {}
