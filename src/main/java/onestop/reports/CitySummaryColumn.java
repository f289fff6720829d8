package onestop.reports;

import java.time.Instant;
import java.util.List;
import java.util.function.BiPredicate;
import onestop.dossiers.life.Channel;
import onestop.dossiers.life.DossierState;
import onestop.facts.DossierFigures;

/**
 * The columns of the city's summary by unit: as Biểu II.06a, with late dossiers split by whether
 * their letter of apology was issued, and with dossiers that ended without a result in columns of
 * their own.
 */
public enum CitySummaryColumn implements ReportColumn {
  RECEIVED("1", (d, start) -> true),
  RECEIVED_DESK("2", (d, start) -> d.isReceivedSince(start) && d.seat().channel() == Channel.DESK),
  RECEIVED_ONLINE(
      "3", (d, start) -> d.isReceivedSince(start) && d.seat().channel() == Channel.ONLINE),
  RECEIVED_POST("4", (d, start) -> d.isReceivedSince(start) && d.seat().channel() == Channel.POST),
  CARRIED_OVER("5", (d, start) -> !d.isReceivedSince(start)),
  RESOLVED("6", (d, start) -> ended(d, DossierState.RESOLVED)),
  RESOLVED_IN_TIME("7", (d, start) -> ended(d, DossierState.RESOLVED) && !d.isLate()),
  RESOLVED_LATE_APOLOGISED(
      "8", (d, start) -> ended(d, DossierState.RESOLVED) && d.isLate() && d.hasLetter()),
  RESOLVED_LATE_UNAPOLOGISED(
      "9", (d, start) -> ended(d, DossierState.RESOLVED) && d.isLate() && !d.hasLetter()),
  PENDING("10", (d, start) -> d.isOpen()),
  PENDING_IN_TIME("11", (d, start) -> d.isOpen() && !d.isLate()),
  PENDING_LATE_APOLOGISED("12", (d, start) -> d.isOpen() && d.isLate() && d.hasLetter()),
  PENDING_LATE_UNAPOLOGISED("13", (d, start) -> d.isOpen() && d.isLate() && !d.hasLetter()),
  STOPPED("14", (d, start) -> ended(d, DossierState.STOPPED)),
  REFUSED("15", (d, start) -> ended(d, DossierState.REFUSED)),
  WITHDRAWN("16", (d, start) -> ended(d, DossierState.WITHDRAWN));

  static final List<Identity> IDENTITIES =
      List.of(
          Identity.of(RECEIVED, RECEIVED_DESK, RECEIVED_ONLINE, RECEIVED_POST, CARRIED_OVER),
          Identity.of(
              RESOLVED, RESOLVED_IN_TIME, RESOLVED_LATE_APOLOGISED, RESOLVED_LATE_UNAPOLOGISED),
          Identity.of(PENDING, PENDING_IN_TIME, PENDING_LATE_APOLOGISED, PENDING_LATE_UNAPOLOGISED),
          Identity.of(RECEIVED, RESOLVED, PENDING, STOPPED, REFUSED, WITHDRAWN));

  private final String number;
  private final BiPredicate<DossierFigures, Instant> counts;

  CitySummaryColumn(String number, BiPredicate<DossierFigures, Instant> counts) {
    this.number = number;
    this.counts = counts;
  }

  @Override
  public String number() {
    return number;
  }

  @Override
  public boolean counts(DossierFigures dossier, Instant start) {
    return counts.test(dossier, start);
  }

  private static boolean ended(DossierFigures dossier, DossierState how) {
    DossierFigures.Ending ending = dossier.ending();
    return ending != null && ending.how() == how;
  }
}
