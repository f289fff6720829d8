package onestop.reports;

import java.util.List;
import onestop.facts.DossierFigures;

/**
 * The dossiers behind a number of a report.
 *
 * @param total the number itself
 * @param dossiers those of the window, in order of receipt, then by code
 */
public record Behind(long total, List<DossierFigures> dossiers) {

  /**
   * A number of a report, and the window of its dossiers.
   *
   * @param column the column of the number
   * @param of the row of the number: {@code procedure:CODE}, {@code field:NAME} in Vietnamese,
   *     {@code unit:CODE}, {@code parts:only} or {@code parts:without} for the dossiers that are,
   *     or are not, parts of a linked application, or empty for the total
   * @param skip the number of dossiers before the window
   * @param size the most dossiers in the window
   */
  public record Number(ReportColumn column, String of, long skip, int size) {}
}
