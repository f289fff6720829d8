package onestop.apologies;

import onestop.apologies.obligation.Waiver;

/**
 * What an approver decides about an apology that is not owed.
 *
 * @param document the number of what it rests on; not blank
 */
public record WaiverOrder(long obligationId, Waiver.Ground ground, String document) {}
