package onestop.dossiers.steps;

import onestop.kernel.AgencyCode;

/**
 * A waiting work item has moved to another desk: handed up to an approver, or given back.
 *
 * @param role the role's name in lower case, as in work items
 */
public record StepMoved(String workItemId, AgencyCode agency, String role) {}
