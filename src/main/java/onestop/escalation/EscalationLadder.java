package onestop.escalation;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import onestop.agencies.Agencies;
import onestop.agencies.Agency;
import onestop.agencies.Officer;
import onestop.agencies.Role;
import onestop.kernel.AgencyCode;
import onestop.procedures.LadderStep;
import onestop.procedures.RulePack;
import org.springframework.stereotype.Component;

/**
 * Who hears of a rung: the pack names roles and tiers, the hierarchy of the day says who they are.
 * Three tiers until 30 June 2025, two since.
 */
@Component
class EscalationLadder {
  private static final LocalDate TWO_TIERS_SINCE = LocalDate.of(2025, 7, 1);

  private final Agencies agencies;

  EscalationLadder(Agencies agencies) {
    this.agencies = agencies;
  }

  /** Officers and agencies, in order of the pack, none twice. */
  record Hearers(List<Officer> officers, List<Agency> above) {
    List<String> names() {
      LinkedHashSet<String> names = new LinkedHashSet<>();
      officers.forEach(officer -> names.add(officer.id().value()));
      above.forEach(agency -> names.add(agency.code().value()));
      return List.copyOf(names);
    }
  }

  Hearers hearers(RulePack pack, EscalationLevel level, AgencyCode agency, LocalDate on) {
    String mark = level == EscalationLevel.LEG_OVERDUE ? "OVERDUE" : level.name();
    Optional<LadderStep> step =
        pack.ladder().stream().filter(one -> one.mark().equals(mark)).findFirst();
    List<Officer> officers = new ArrayList<>();
    List<Agency> above = new ArrayList<>();
    if (step.isPresent()) {
      List<String> names =
          on.isBefore(TWO_TIERS_SINCE) ? step.get().threeTier() : step.get().twoTier();
      for (String name : names) {
        Role.ofCode(name)
            .ifPresentOrElse(
                role -> officers.addAll(agencies.withRole(agency, role)),
                () -> tier(name, agency, on).ifPresent(above::add));
      }
    }
    return new Hearers(officers, above);
  }

  /** The authority of that tier above the agency; where the tier is missing, the next one up. */
  private Optional<Agency> tier(String name, AgencyCode agency, LocalDate on) {
    List<Agency> ladder = agencies.ladder(agency, on);
    List<Agency> higher = ladder.subList(Math.min(1, ladder.size()), ladder.size());
    if (name.equals("district")) {
      return higher.stream().findFirst();
    }
    return higher.isEmpty() ? Optional.empty() : Optional.of(higher.get(higher.size() - 1));
  }
}
