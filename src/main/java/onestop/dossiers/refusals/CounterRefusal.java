package onestop.dossiers.refusals;

import java.time.Instant;
import onestop.dossiers.life.Applicant;
import onestop.kernel.Actor;
import onestop.kernel.AgencyCode;
import onestop.kernel.ProcedureKey;

/**
 * The refusal of an application at a counter; no dossier was opened. Insert-only.
 *
 * @param place its place in the series of the agency
 * @param procedure the version in force at that moment
 * @param reason in full sentences
 * @param legalBasis the rule that it is based on
 * @param by the officer of the counter
 */
public record CounterRefusal(
    Place place,
    ProcedureKey procedure,
    Applicant applicant,
    String subject,
    String reason,
    String legalBasis,
    Actor.Officer by,
    Instant at) {
  /**
   * The place of a refusal in its series.
   *
   * @param year of the series, by the agency's time
   * @param no from 1, without gaps
   */
  public record Place(AgencyCode agency, int year, int no) {}

  /** The number as printed: {@code 012/TCHS-BADINH}. */
  public String number() {
    return "%03d/TCHS-%s".formatted(place.no(), place.agency().value());
  }
}
