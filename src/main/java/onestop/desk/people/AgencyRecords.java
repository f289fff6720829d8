package onestop.desk.people;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import onestop.agencies.Agencies;
import onestop.agencies.Agency;
import onestop.agencies.Officer;
import onestop.desk.Caller;
import onestop.forms.PrintableText;
import onestop.kernel.AgencyCode;
import onestop.kernel.Failure;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** The agencies on record: read by every officer, added by an administrator. */
@Service
public final class AgencyRecords {
  private final Agencies agencies;
  private final Clock clock;

  AgencyRecords(Agencies agencies, Clock clock) {
    this.agencies = agencies;
    this.clock = clock;
  }

  /** All agencies. */
  public List<Agency> all() {
    return agencies.all();
  }

  /**
   * The officers of an agency, by login.
   *
   * @throws Failure {@code agencies/no-such-agency} if there is none
   */
  public List<Officer> officers(AgencyCode code) {
    return agencies.officers(agencies.get(code).code());
  }

  /**
   * Adds an agency.
   *
   * @param since the day from which its parent holds; null for today
   * @throws Failure {@code forms/unprintable} for a text that no form can print, or as {@link
   *     Agencies#add(Agency, LocalDate)}
   */
  public Agency add(Agency agency, @Nullable LocalDate since, Caller by) {
    OfficerRights.require(by);
    PrintableText.require("nameVi", agency.nameVi());
    PrintableText.require("nameEn", agency.nameEn());
    PrintableText.require("address", agency.address());
    PrintableText.require("phone", agency.phone());
    PrintableText.require("email", agency.email());
    PrintableText.require("placeName", agency.placeName());
    LocalDate today = LocalDate.ofInstant(clock.instant(), clock.getZone());
    agencies.add(agency, since == null ? today : since);
    return agencies.get(agency.code());
  }
}
