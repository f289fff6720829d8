package onestop.agencies;

import onestop.kernel.AgencyCode;

/** A role at an agency: what work items are addressed to. */
public record Post(AgencyCode agency, Role role) {}
