package onestop.reports;

import java.time.Instant;
import onestop.facts.DossierFigures;

/** A column of a form that counts dossiers. */
public interface ReportColumn {
  /** The column's number as printed under its head. */
  String number();

  /**
   * Whether a dossier counts in this column.
   *
   * @param start the first moment of the period, inclusive
   */
  boolean counts(DossierFigures dossier, Instant start);

  /** The name of the constant. */
  String name();
}
