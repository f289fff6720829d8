package onestop.web;

import java.time.Clock;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import onestop.apologies.Apologies;
import onestop.apologies.ApologyObligation;
import onestop.apologies.ObligationFilter;
import onestop.apologies.ObligationState;
import onestop.dossiers.DossierFilter;
import onestop.dossiers.DossierFilter.Standing;
import onestop.dossiers.DossierLists;
import onestop.dossiers.DossierSummary;
import onestop.kernel.AgencyCode;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The first page's figures: each is the length of the list it opens to, and nothing else.
 *
 * <p>On time and late are judged by the lawful due date. A letter is missing when its limit has
 * passed and it is not out; it is owed when it is out or missing.
 */
@Service
public class Figures {
  private static final Set<ObligationState> UNISSUED =
      EnumSet.of(
          ObligationState.OPENED,
          ObligationState.DRAFTED,
          ObligationState.SIGNED,
          ObligationState.BREACHED);

  private final DossierLists dossiers;
  private final Apologies apologies;
  private final Clock clock;

  Figures(DossierLists dossiers, Apologies apologies, Clock clock) {
    this.dossiers = dossiers;
    this.apologies = apologies;
    this.clock = clock;
  }

  /**
   * All figures of one agency, or of the city.
   *
   * @param waiting letters to be drafted or signed whose limit has not passed
   * @param onTimePercent of the dossiers with a result; 100 while there is none
   */
  public record Counted(
      Instant asOf,
      long received,
      long resolvedOnTime,
      long resolvedLate,
      long openInTime,
      long openOverdue,
      long owed,
      long issued,
      long waiting,
      long missing,
      long onTimePercent) {}

  /** Counts now; {@code agency} null is the whole city. */
  @Transactional(readOnly = true)
  public Counted count(@Nullable AgencyCode agency) {
    Instant now = clock.instant();
    long onTime = count(Standing.RESOLVED_ON_TIME, agency, now);
    long late = count(Standing.RESOLVED_LATE, agency, now);
    long issued = letters(EnumSet.of(ObligationState.ISSUED), agency, null);
    long missing = missing(agency).size();
    return new Counted(
        now,
        count(Standing.RECEIVED, agency, now),
        onTime,
        late,
        count(Standing.OPEN_IN_TIME, agency, now),
        count(Standing.OPEN_OVERDUE, agency, now),
        issued + missing,
        issued,
        letters(UNISSUED, agency, null) - missing,
        missing,
        onTime + late == 0 ? 100 : onTime * 100 / (onTime + late));
  }

  /**
   * The letters that are past their limit and not out, the earliest limit first. A clock that
   * stands still has no limit to pass, and an officer's word that it will be on time is waited for
   * until the dossier is late.
   */
  @Transactional(readOnly = true)
  public List<ApologyObligation> missing(@Nullable AgencyCode agency) {
    Instant now = clock.instant();
    return apologies
        .find(new ObligationFilter(UNISSUED, agency, now), 0, Apologies.MAX_SIZE)
        .stream()
        .filter(o -> o.state() == ObligationState.BREACHED || !isExcused(o, now))
        .toList();
  }

  private boolean isExcused(ApologyObligation obligation, Instant now) {
    DossierSummary dossier = dossiers.get(obligation.dossier());
    return dossier.waiting() || (obligation.onTime() != null && !dossier.late(now));
  }

  private long count(Standing standing, @Nullable AgencyCode agency, Instant now) {
    return dossiers.count(new DossierFilter(standing, null, agency, null, null), now);
  }

  private long letters(
      Set<ObligationState> states, @Nullable AgencyCode agency, @Nullable Instant limitBefore) {
    return apologies.count(new ObligationFilter(states, agency, limitBefore));
  }
}
