package onestop.dossiers.steps;

import onestop.kernel.Actor;
import org.jspecify.annotations.Nullable;

/**
 * An officer ends a work item of a dossier.
 *
 * @param outcome one of the words the item may end with
 * @param activity another name for what was done, for registers kept elsewhere; null for the step's
 *     own
 */
public record StepCompletion(
    String workItemId,
    Actor.Officer officer,
    String outcome,
    StepPayload payload,
    @Nullable String activity) {}
