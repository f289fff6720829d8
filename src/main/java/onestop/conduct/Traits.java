package onestop.conduct;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import onestop.facts.Period;
import onestop.kernel.AgencyCode;
import onestop.kernel.DossierCode;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Lists facts around lateness. Each line is a fact with its numbers and no judgement; a person
 * judges it after reading the officer's explanation.
 */
@Service
public class Traits {
  private final DossierTraits ofDossiers;
  private final CrowdTraits ofCrowds;
  private final ZoneId zone;

  Traits(DossierTraits ofDossiers, CrowdTraits ofCrowds, ZoneId zone) {
    this.ofDossiers = ofDossiers;
    this.ofCrowds = ofCrowds;
    this.zone = zone;
  }

  /**
   * The range of a search.
   *
   * @param from inclusive
   * @param to exclusive
   * @param agency the resolving agency; null for the whole city
   */
  record Look(Instant from, Instant to, @Nullable AgencyCode agency) {}

  /**
   * A fact about one dossier.
   *
   * @param at when it happened
   * @param values the arguments of the fact's sentence, in order: texts, whole numbers, moments,
   *     officers
   */
  public record TraitLine(
      DossierCode dossier, AgencyCode agency, Instant at, List<Object> values) {}

  /**
   * The result of a search.
   *
   * @param lines in order of time
   * @param unreckonable dossiers, in order of code, for which it cannot be computed whether they
   *     belong among the lines, because one of their moments lies outside of the calendar
   */
  public record Found(List<TraitLine> lines, List<DossierCode> unreckonable) {}

  /**
   * The facts of that kind in the period, in order of time.
   *
   * @param agency the resolving agency; null for the whole city
   */
  @Transactional(readOnly = true)
  public Found list(Trait trait, Period period, @Nullable AgencyCode agency) {
    Look look = new Look(period.start(zone), period.end(zone).plusMillis(1), agency);
    FoundLines found =
        switch (trait) {
          case LATE_PAUSE -> ofDossiers.latePauses(look);
          case EXTENDED -> FoundLines.of(ofDossiers.extended(look));
          case CORRECTED -> FoundLines.of(ofDossiers.corrected(look));
          case REPEATED_SUPPLEMENT -> ofDossiers.repeatedSupplements(look);
          case NOT_HANDED_OVER -> ofDossiers.notHandedOver(look);
          case AT_CLOSING_TIME -> ofDossiers.atClosingTime(look);
          case RECEIVED_LATER -> ofDossiers.receivedLater(look);
          case STEPS_AT_ONCE -> ofDossiers.stepsAtOnce(look);
          case CLOSED_TOGETHER -> FoundLines.of(ofCrowds.closedTogether(look));
          case WITHDRAWN_AND_AGAIN -> FoundLines.of(ofCrowds.withdrawnAndAgain(look));
          case SAME_WORDS -> FoundLines.of(ofCrowds.sameWords(look));
        };
    return new Found(
        found.lines().stream()
            .sorted(Comparator.comparing(TraitLine::at).thenComparing(TraitLine::dossier))
            .toList(),
        found.unreckonable().stream().sorted().toList());
  }
}
