package onestop.scenarios;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import onestop.agencies.Agencies;
import onestop.agencies.Agency;
import onestop.agencies.Agency.Kind;
import onestop.agencies.Officer;
import onestop.agencies.Role;
import onestop.kernel.Actor;
import onestop.kernel.AgencyCode;
import onestop.kernel.OfficerId;
import onestop.procedures.Procedure;

/** The town of a trial: one agency of each kind that decides, with one officer for each role. */
final class ScenarioTown {
  /** The desk that receives every dossier. */
  static final AgencyCode WARD = new AgencyCode("H00.01");

  private static final AgencyCode CITY = new AgencyCode("H00");
  private static final LocalDate SINCE = LocalDate.of(2010, 1, 1);

  private ScenarioTown() {}

  static void found(Agencies agencies) {
    found(agencies, CITY, Kind.CITY);
    for (Kind kind : List.of(Kind.WARD, Kind.POLICE, Kind.INSURANCE, Kind.DEPARTMENT)) {
      found(agencies, code(kind), kind);
    }
  }

  /** The agency that decides a procedure. */
  static AgencyCode resolving(Procedure procedure) {
    return switch (procedure.level()) {
      case "police" -> code(Kind.POLICE);
      case "insurance" -> code(Kind.INSURANCE);
      case "department" -> code(Kind.DEPARTMENT);
      default -> WARD;
    };
  }

  /** The officer who holds that role there. */
  static Actor.Officer officer(AgencyCode agency, Role role) {
    return new Actor.Officer(login(agency, role), agency);
  }

  private static AgencyCode code(Kind kind) {
    return switch (kind) {
      case POLICE -> new AgencyCode("H00.02");
      case INSURANCE -> new AgencyCode("H00.03");
      case DEPARTMENT -> new AgencyCode("H00.04");
      default -> WARD;
    };
  }

  private static void found(Agencies agencies, AgencyCode code, Kind kind) {
    agencies.add(
        new Agency(
            code,
            "Cơ quan thử " + code.value(),
            "Agency of the trial " + code.value(),
            code.equals(CITY) ? null : CITY,
            kind,
            "000.00." + code.value(),
            "",
            "",
            "",
            ""),
        SINCE);
    for (Role role : Role.values()) {
      agencies.add(
          new Officer(login(code, role), "Cán bộ " + role.code(), role.code(), code, Set.of(role)),
          null);
    }
  }

  private static OfficerId login(AgencyCode agency, Role role) {
    return new OfficerId((role.code() + "." + agency.value()).toLowerCase(Locale.ROOT));
  }
}
