package onestop.agencies;

import onestop.kernel.AgencyCode;

/** A role at an agency, to which work items are addressed. */
public record Post(AgencyCode agency, Role role) {}
