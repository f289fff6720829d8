package onestop.escalation;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import onestop.agencies.Agencies;
import onestop.agencies.Agency;
import onestop.agencies.Officer;
import onestop.agencies.Post;
import onestop.agencies.Role;
import onestop.dossiers.life.Dossier;
import onestop.kernel.AgencyCode;
import onestop.kernel.OfficerId;
import onestop.procedures.Catalogue;
import onestop.procedures.RulePack;
import org.springframework.stereotype.Component;

/**
 * The recipients of a rung: the pack names roles and tiers, the hierarchy of the day determines the
 * officers and agencies. Three tiers until 30 June 2025, two since.
 */
@Component
class EscalationLadder {
  private static final LocalDate TWO_TIERS_SINCE = LocalDate.of(2025, 7, 1);

  private final Agencies agencies;
  private final Catalogue catalogue;
  private final ZoneId zone;

  EscalationLadder(Agencies agencies, Catalogue catalogue, ZoneId zone) {
    this.agencies = agencies;
    this.catalogue = catalogue;
    this.zone = zone;
  }

  /** The officers and agencies in the order of the pack, without duplicates. */
  record Recipients(List<Officer> officers, List<Agency> above) {
    List<String> names() {
      LinkedHashSet<String> names = new LinkedHashSet<>();
      officers.forEach(officer -> names.add(officer.id().value()));
      above.forEach(agency -> names.add(agency.code().value()));
      return List.copyOf(names);
    }
  }

  /** The recipients of a rung of the dossier that is raised at the moment. */
  Recipients recipients(Dossier dossier, EscalationLevel level, Instant at) {
    AgencyCode agency = dossier.agencies().resolving();
    LocalDate on = day(at);
    List<Officer> officers = new ArrayList<>();
    List<Agency> above = new ArrayList<>();
    for (String name : names(pack(dossier), level, on)) {
      Role.ofCode(name)
          .ifPresentOrElse(
              role -> officers.addAll(agencies.withRole(agency, role)),
              () -> tier(name, agency, on).ifPresent(above::add));
    }
    return new Recipients(officers, above);
  }

  /**
   * The posts that a rung of the dossier addresses: roles of the agency it was raised at, and the
   * heads of the agencies above it.
   *
   * @param level the rung whose recipients apply
   */
  List<Post> addressed(Dossier dossier, Escalation raised, EscalationLevel level) {
    AgencyCode agency = raised.agency();
    LocalDate on = day(raised.raisedAt());
    return names(pack(dossier), level, on).stream()
        .flatMap(
            name ->
                Role.ofCode(name)
                    .map(role -> new Post(agency, role))
                    .or(
                        () ->
                            tier(name, agency, on)
                                .map(above -> new Post(above.code(), Role.HEAD_OF_AGENCY)))
                    .stream())
        .toList();
  }

  /** Whether the officer holds one of the posts at that moment, or acts in it by delegation. */
  boolean holdsAny(OfficerId officer, List<Post> posts, Instant at) {
    return agencies.posts(officer, at).stream().anyMatch(posts::contains);
  }

  /** The names of today's holders of the posts; for a vacant post the name of the agency. */
  String names(List<Post> posts) {
    return posts.stream()
        .flatMap(
            post -> {
              List<Officer> holders = agencies.withRole(post.agency(), post.role());
              return holders.isEmpty()
                  ? Stream.of(name(post.agency()))
                  : holders.stream().map(Officer::name);
            })
        .distinct()
        .collect(Collectors.joining(", "));
  }

  /** The name of an agency in letters. */
  String name(AgencyCode agency) {
    return agencies.get(agency).nameVi();
  }

  private LocalDate day(Instant at) {
    return at.atZone(zone).toLocalDate();
  }

  private RulePack pack(Dossier dossier) {
    return catalogue.rulePack(dossier.pins().rulePack(), dossier.pins().rulePackVersion());
  }

  private static List<String> names(RulePack pack, EscalationLevel level, LocalDate on) {
    String mark = level == EscalationLevel.LEG_OVERDUE ? "OVERDUE" : level.name();
    return pack.ladder().stream()
        .filter(one -> one.mark().equals(mark))
        .findFirst()
        .map(step -> on.isBefore(TWO_TIERS_SINCE) ? step.threeTier() : step.twoTier())
        .orElse(List.of());
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
