package onestop.desk.people;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import onestop.agencies.Accounts;
import onestop.agencies.Agencies;
import onestop.agencies.Agency;
import onestop.agencies.DelegationRecord;
import onestop.agencies.Officer;
import onestop.calendar.Calendars;
import onestop.calendar.OfficeSchedule;
import onestop.desk.Caller;
import onestop.kernel.AgencyCode;
import onestop.kernel.Failure;
import org.springframework.stereotype.Service;

/** The agencies in a reader's reach: their hierarchy of today, hours, officers and delegations. */
@Service
public final class AgencyFiles {
  private final Agencies agencies;
  private final Accounts accounts;
  private final Calendars calendars;
  private final PeopleDirectory directory;

  AgencyFiles(
      Agencies agencies, Accounts accounts, Calendars calendars, PeopleDirectory directory) {
    this.agencies = agencies;
    this.accounts = accounts;
    this.calendars = calendars;
    this.directory = directory;
  }

  /**
   * An agency in the hierarchy.
   *
   * @param officers the number of officers whose account is not disabled
   * @param below the agencies directly below, by code
   */
  public record Node(Agency agency, int officers, List<Node> below) {}

  /**
   * Everything about one agency.
   *
   * @param officers in service, by login
   * @param delegations including ended ones, the newest first
   */
  public record AgencyFile(
      Agency agency,
      List<Officer> officers,
      OfficeSchedule hours,
      List<DelegationRecord> delegations) {}

  /** The hierarchy within the reader's reach; an agency whose superior is out of reach is a top. */
  public List<Node> tree(Caller reader) {
    PeopleScope scope = directory.scope(reader);
    List<Agency> reach =
        agencies.all().stream().filter(agency -> scope.covers(agency.code())).toList();
    Set<AgencyCode> codes = reach.stream().map(Agency::code).collect(Collectors.toSet());
    Map<AgencyCode, Integer> officers = accounts.officersByAgency();
    List<Node> tops = new ArrayList<>();
    for (Agency agency : reach) {
      AgencyCode parent = agency.parent();
      if (parent == null || !codes.contains(parent)) {
        tops.add(node(agency, reach, officers));
      }
    }
    return List.copyOf(tops);
  }

  private static Node node(Agency agency, List<Agency> all, Map<AgencyCode, Integer> officers) {
    return new Node(
        agency,
        officers.getOrDefault(agency.code(), 0),
        all.stream()
            .filter(other -> agency.code().equals(other.parent()))
            .sorted(Comparator.comparing(Agency::code))
            .map(other -> node(other, all, officers))
            .toList());
  }

  /**
   * One agency.
   *
   * @throws Failure {@code desk/no-such-agency} if there is none in the reader's reach
   */
  public AgencyFile get(AgencyCode code, Caller reader) {
    Agency agency =
        agencies
            .find(code)
            .filter(found -> directory.scope(reader).covers(found.code()))
            .orElseThrow(() -> Failure.notFound("desk", "no-such-agency", "code", code.value()));
    return new AgencyFile(
        agency, agencies.officers(code), calendars.hours(code), agencies.delegations(code));
  }
}
