package onestop.sla;

import onestop.kernel.Actor;

/** The approval of a correction: approver, legal basis and document. */
public record CorrectionApproval(Actor by, String legalBasis, String document) {}
