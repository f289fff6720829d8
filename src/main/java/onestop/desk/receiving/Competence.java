package onestop.desk.receiving;

import java.util.Comparator;
import java.util.Map;
import java.util.Objects;
import onestop.agencies.Agencies;
import onestop.agencies.Agency;
import onestop.kernel.AgencyCode;
import onestop.procedures.Procedure;
import org.springframework.stereotype.Service;

/** Proposes the agency that is competent for an application; the officer may choose another. */
@Service
public final class Competence {
  private static final Map<String, Agency.Kind> KINDS =
      Map.of(
          "police", Agency.Kind.POLICE,
          "insurance", Agency.Kind.INSURANCE,
          "department", Agency.Kind.DEPARTMENT,
          "district", Agency.Kind.DISTRICT);

  private final Agencies agencies;

  Competence(Agencies agencies) {
    this.agencies = agencies;
  }

  /**
   * The own agency where it is of the kind that decides the procedure; otherwise an agency of that
   * kind, below the own agency or beside it where there is one; the own agency if there is none.
   */
  public AgencyCode proposed(Procedure procedure, AgencyCode own) {
    Agency.Kind kind = KINDS.get(procedure.level());
    Agency here = agencies.get(own);
    if (kind == null || here.kind() == kind) {
      return own;
    }
    return agencies.all().stream()
        .filter(agency -> agency.kind() == kind)
        .min(
            Comparator.comparing((Agency agency) -> distance(agency, here))
                .thenComparing(agency -> agency.code().value()))
        .map(Agency::code)
        .orElse(own);
  }

  private static int distance(Agency agency, Agency here) {
    if (Objects.equals(agency.parent(), here.code())) {
      return 0;
    }
    return Objects.equals(agency.parent(), here.parent()) ? 1 : 2;
  }
}
