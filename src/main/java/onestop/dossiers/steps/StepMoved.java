package onestop.dossiers.steps;

import onestop.kernel.AgencyCode;

/**
 * A waiting work item lies on another desk now: handed up to an approver, or given back.
 *
 * @param role its name in lower case, as work items name it
 */
public record StepMoved(String workItemId, AgencyCode agency, String role) {}
