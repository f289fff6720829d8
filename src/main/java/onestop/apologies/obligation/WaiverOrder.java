package onestop.apologies.obligation;

/**
 * The decision of an approver that an apology is not owed.
 *
 * @param document the number of the document on which the decision rests; not blank
 */
public record WaiverOrder(long obligationId, Waiver.Ground ground, String document) {}
