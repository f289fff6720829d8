package onestop.reports;

import java.util.List;
import onestop.facts.DossierFigures;

/**
 * The dossiers behind a number of a report.
 *
 * @param total how many there are: the number itself
 * @param dossiers those of the window, in order of receipt, then by code
 */
public record Behind(long total, List<DossierFigures> dossiers) {

  /**
   * Which number, and which of its dossiers.
   *
   * @param column the column it stands in
   * @param of the row: {@code procedure:CODE}, {@code field:NAME} in Vietnamese, {@code unit:CODE},
   *     {@code parts:only} or {@code parts:without} for what is a part of a linked application and
   *     what is none, or empty for the sum of all
   * @param skip how many dossiers stand before the window
   * @param size how many it holds at most
   */
  public record Number(ReportColumn column, String of, long skip, int size) {}
}
