package onestop.dossiers;

import java.time.Instant;
import onestop.kernel.AgencyCode;
import org.jspecify.annotations.Nullable;

/**
 * Which dossiers a list shows; null means any.
 *
 * @param text part of the code or the beginning of the applicant's name
 */
public record DossierFilter(
    @Nullable Standing standing,
    @Nullable DossierState state,
    @Nullable AgencyCode agency,
    @Nullable String procedureCode,
    @Nullable String text) {

  /** How a dossier stands against its lawful due date, see {@link DossierSummary#dueLawfulAt()}. */
  public enum Standing {
    /** Every dossier ever received. */
    RECEIVED,
    RESOLVED_ON_TIME,
    RESOLVED_LATE,
    OPEN_IN_TIME,
    OPEN_OVERDUE
  }

  /** No restriction. */
  public static final DossierFilter ALL = new DossierFilter(null, null, null, null, null);

  /** A page of a list: rows {@code offset} (from 0) to {@code offset + size} (exclusive). */
  public record Window(Instant asOf, int offset, int size) {}
}
