package onestop.reports;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.BiPredicate;
import onestop.facts.DossierFigures;
import onestop.facts.DossierFigures.By;
import onestop.facts.DossierFigures.Ending;
import onestop.sla.clock.ClockPause;

/**
 * Group 2 of the service index (Decision 766/QĐ-TTg), each rate by the original and by the current
 * date, since a letter of apology moves the current date and could make a late dossier count as
 * timely.
 *
 * <p>The index judges by rules of its own, which differ from the law's: a dossier that waits for
 * papers is judged at the moment of the request, time spent waiting for them is subtracted, an
 * unfinished one is compared with the moment of the figures (the end of the period, or the as-of
 * moment while it goes on), and one with a second request is late. So both are counted.
 */
public enum ServiceIndexColumn implements ReportColumn {
  SETTLED("1", (d, start) -> !d.isOpen()),
  BY_ORIGINAL("2", (d, start) -> !d.isOpen() && !d.isLate(By.ORIGINAL)),
  BY_LAWFUL("4", (d, start) -> !d.isOpen() && !d.isLate(By.LAWFUL)),
  BY_CURRENT("6", (d, start) -> !d.isOpen() && !d.isLate(By.CURRENT)),
  JUDGED("8", (d, start) -> true),
  INDEX_ORIGINAL("9", (d, start) -> asked(d) < 2 && inTimeByOriginal(d)),
  INDEX_CURRENT("11", (d, start) -> asked(d) < 2 && inTimeByCurrent(d)),
  WAITING("13", (d, start) -> d.isOpen() && waitsForPapers(d)),
  SECOND_REQUEST("14", (d, start) -> asked(d) > 1);

  static final List<Identity> IDENTITIES = List.of();

  private final String number;
  private final BiPredicate<DossierFigures, Instant> counts;

  ServiceIndexColumn(String number, BiPredicate<DossierFigures, Instant> counts) {
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

  /** The column that is the whole of this column's rate; this column itself if it has no rate. */
  public ServiceIndexColumn whole() {
    return switch (this) {
      case BY_ORIGINAL, BY_LAWFUL, BY_CURRENT -> SETTLED;
      case INDEX_ORIGINAL, INDEX_CURRENT -> JUDGED;
      case SETTLED, JUDGED, WAITING, SECOND_REQUEST -> this;
    };
  }

  private static int asked(DossierFigures dossier) {
    return dossier.supplementsAsked().size();
  }

  private static Instant end(DossierFigures dossier) {
    Ending ending = dossier.ending();
    return ending == null ? dossier.asOf() : ending.at();
  }

  private static boolean waitsForPapers(DossierFigures dossier) {
    ClockPause standing = dossier.clock().standing();
    return standing != null && standing.order().kind() == ClockPause.Kind.SUPPLEMENT;
  }

  /** Compares the date on the receipt with the end, less all time spent waiting for papers. */
  private static boolean inTimeByOriginal(DossierFigures dossier) {
    Instant end = end(dossier);
    Duration waited = Duration.ZERO;
    for (ClockPause pause : dossier.clock().pauses()) {
      if (pause.order().kind() == ClockPause.Kind.SUPPLEMENT) {
        Instant to = pause.to();
        waited = waited.plus(Duration.between(pause.from(), to == null ? end : to));
      }
    }
    return !end.minus(waited).isAfter(dossier.dueAt(By.ORIGINAL));
  }

  /**
   * Compares the current date, which waiting has already moved, with the end; a dossier that still
   * waits is judged at the moment of the request.
   */
  private static boolean inTimeByCurrent(DossierFigures dossier) {
    ClockPause standing = dossier.clock().standing();
    Instant end = standing != null && waitsForPapers(dossier) ? standing.from() : end(dossier);
    return !end.isAfter(dossier.dueAt(By.CURRENT));
  }
}
