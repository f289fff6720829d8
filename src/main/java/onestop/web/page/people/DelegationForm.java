package onestop.web.page.people;

import onestop.agencies.Delegation;
import onestop.agencies.Role;
import onestop.desk.people.DelegationOrders;
import onestop.kernel.AgencyCode;
import onestop.kernel.OfficerId;
import onestop.web.page.Choices;
import org.jspecify.annotations.Nullable;

/** A delegation as typed. */
record DelegationForm(
    @Nullable String from,
    @Nullable String to,
    @Nullable String role,
    @Nullable String capacity,
    @Nullable String validFrom,
    @Nullable String validTo,
    @Nullable String document) {

  DelegationOrders.Draft draft(AgencyCode agency) {
    return new DelegationOrders.Draft(
        agency,
        officer(from),
        officer(to),
        Choices.of(Role.class, role),
        Choices.of(Delegation.Capacity.class, capacity),
        HoursForm.day("validFrom", validFrom),
        HoursForm.day("validTo", validTo),
        document == null ? "" : document);
  }

  private static @Nullable OfficerId officer(@Nullable String login) {
    String chosen = Choices.orNull(login);
    return chosen == null ? null : new OfficerId(chosen);
  }
}
