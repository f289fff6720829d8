package onestop.cli.replay;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import onestop.agencies.Agencies;
import onestop.agencies.Agency;
import onestop.agencies.Officer;
import onestop.agencies.Role;
import onestop.kernel.Actor;
import onestop.kernel.AgencyCode;
import onestop.kernel.OfficerId;

/**
 * The one agency of the register and its people: every person named in the log, and a head who
 * signs and is not named there.
 */
final class Municipality {
  static final AgencyCode CODE = new AgencyCode("municipality");
  private static final OfficerId HEAD = new OfficerId("head-of-agency");
  private static final String CODE_PREFIX = "000.00.00.REG";
  private static final int LONGEST_LOGIN = 50;

  private final Map<String, Actor.Officer> officers = new HashMap<>();

  /**
   * Collects the people of the plan in the order of their first appearance; two names with the same
   * login are one person.
   */
  Municipality(ReplayPlan plan) {
    for (ReplayPlan.PlannedDossier dossier : plan.dossiers()) {
      hire(dossier.person().responsible());
      dossier.events().forEach(event -> hire(event.resource()));
    }
  }

  private void hire(String name) {
    officers.computeIfAbsent(name, n -> new Actor.Officer(new OfficerId(login(n)), CODE));
  }

  private static String login(String name) {
    String printable = name.strip().toLowerCase(Locale.ROOT).replaceAll("[\\s\\p{Z}\\p{C}]+", "_");
    String cut = printable.substring(0, Math.min(LONGEST_LOGIN, printable.length()));
    return cut.isEmpty() ? "unknown" : cut;
  }

  /** The officer for that name in the log. */
  Actor.Officer officer(String name) {
    return Objects.requireNonNull(officers.get(name), name);
  }

  /** Records the agency and its people in the module {@code agencies}. */
  void settle(Agencies agencies, LocalDate since) {
    agencies.add(
        new Agency(
            CODE,
            "Cơ quan trong nhật ký",
            "The agency of the log",
            null,
            Agency.Kind.CITY,
            CODE_PREFIX,
            "",
            "",
            "",
            ""),
        since);
    agencies.add(
        new Officer(HEAD, "Thủ trưởng cơ quan", "Thủ trưởng", CODE, Set.of(Role.HEAD_OF_AGENCY)),
        null);
    Set<OfficerId> hired = new LinkedHashSet<>(Set.of(HEAD));
    officers.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .filter(officer -> hired.add(officer.getValue().id()))
        .forEach(
            officer ->
                agencies.add(
                    new Officer(
                        officer.getValue().id(),
                        officer.getKey(),
                        "Chuyên viên",
                        CODE,
                        Set.of(
                            Role.DESK_OFFICER,
                            Role.SPECIALIST,
                            Role.UNIT_HEAD,
                            Role.RECORDS_CLERK)),
                    null));
  }
}
