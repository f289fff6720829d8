package onestop.reports;

import java.time.Instant;
import java.util.List;
import java.util.function.BiPredicate;
import onestop.dossiers.life.Channel;
import onestop.dossiers.life.DossierState;
import onestop.facts.DossierFigures;
import onestop.facts.DossierFigures.By;
import onestop.facts.DossierFigures.Ending;

/**
 * The columns of Biểu II.06a (Circular 01/2020/TT-VPCP): dossiers received, settled and pending,
 * judged by the lawful due date.
 *
 * <p>A dossier that waits for the applicant counts in column 12 only, although the form's notes
 * would allow column 9 too. A dossier that ended by a refusal, a withdrawal or a stop is settled;
 * if it ended in time, it counts in column 9.
 */
public enum SettlementColumn implements ReportColumn {
  RECEIVED("3", (d, start) -> true),
  RECEIVED_ONLINE(
      "4", (d, start) -> d.isReceivedSince(start) && d.seat().channel() == Channel.ONLINE),
  RECEIVED_OTHERWISE(
      "5", (d, start) -> d.isReceivedSince(start) && d.seat().channel() != Channel.ONLINE),
  CARRIED_OVER("6", (d, start) -> !d.isReceivedSince(start)),
  SETTLED("7", (d, start) -> !d.isOpen()),
  SETTLED_EARLY("8", (d, start) -> isEarly(d)),
  SETTLED_ON_TIME("9", (d, start) -> !d.isOpen() && !d.isLate() && !isEarly(d)),
  SETTLED_LATE("10", (d, start) -> !d.isOpen() && d.isLate()),
  PENDING("11", (d, start) -> d.isOpen()),
  PENDING_IN_TIME("12", (d, start) -> d.isOpen() && !d.isLate()),
  PENDING_LATE("13", (d, start) -> d.isOpen() && d.isLate());

  /**
   * The sums that must hold within one report; that column 6 equals column 11 of the previous
   * report is checked separately.
   */
  static final List<Identity> IDENTITIES =
      List.of(
          Identity.of(RECEIVED, RECEIVED_ONLINE, RECEIVED_OTHERWISE, CARRIED_OVER),
          Identity.of(SETTLED, SETTLED_EARLY, SETTLED_ON_TIME, SETTLED_LATE),
          Identity.of(PENDING, PENDING_IN_TIME, PENDING_LATE),
          Identity.of(RECEIVED, SETTLED, PENDING));

  private final String number;
  private final BiPredicate<DossierFigures, Instant> counts;

  SettlementColumn(String number, BiPredicate<DossierFigures, Instant> counts) {
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

  /** Whether it was resolved with a result on a day before the due day. */
  private static boolean isEarly(DossierFigures dossier) {
    Ending ending = dossier.ending();
    return ending != null
        && ending.how() == DossierState.RESOLVED
        && dossier.isDayBefore(ending.at(), dossier.dueAt(By.LAWFUL));
  }
}
