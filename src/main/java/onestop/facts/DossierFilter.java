package onestop.facts;

import java.time.Instant;
import java.util.Set;
import onestop.dossiers.life.DossierState;
import onestop.kernel.AgencyCode;
import onestop.kernel.DossierCode;
import org.jspecify.annotations.Nullable;

/**
 * The filter of a list of dossiers; null means any.
 *
 * @param text part of the code or, of dossiers that one of {@code named} receives or resolves, the
 *     beginning of the applicant's name
 * @param side the agency's part in the dossier; used only with an agency
 * @param named agencies whose applicants may be searched by name; empty: no search by name
 */
public record DossierFilter(
    @Nullable Standing standing,
    @Nullable DossierState state,
    @Nullable AgencyCode agency,
    @Nullable String procedureCode,
    @Nullable String text,
    Side side,
    Set<AgencyCode> named) {
  public DossierFilter {
    named = Set.copyOf(named);
  }

  /** A filter whose text is matched against codes only, never against names. */
  public DossierFilter(
      @Nullable Standing standing,
      @Nullable DossierState state,
      @Nullable AgencyCode agency,
      @Nullable String procedureCode,
      @Nullable String text,
      Side side) {
    this(standing, state, agency, procedureCode, text, side, Set.of());
  }

  /** Dossiers that the agency resolves or has received. */
  public DossierFilter(
      @Nullable Standing standing,
      @Nullable DossierState state,
      @Nullable AgencyCode agency,
      @Nullable String procedureCode,
      @Nullable String text) {
    this(standing, state, agency, procedureCode, text, Side.EITHER);
  }

  /** The part an agency has in a dossier. */
  public enum Side {
    /** It resolves the dossier, or has received it: one dossier can belong to two agencies. */
    EITHER,
    /** It resolves the dossier and answers for its time: each dossier belongs to one agency. */
    RESOLVING
  }

  /**
   * The standing of a dossier against its lawful due date, see {@link
   * DossierSummary#dueLawfulAt()}.
   *
   * <p>The received dossiers are those resolved on time, resolved late, ended otherwise, open in
   * time and open overdue: each dossier is in exactly one of these five groups.
   */
  public enum Standing {
    /** Every dossier ever received. */
    RECEIVED,
    RESOLVED_ON_TIME,
    RESOLVED_LATE,
    /** Ended without a result: refused, withdrawn or stopped, in time or late. */
    ENDED_OTHERWISE,
    OPEN_IN_TIME,
    OPEN_OVERDUE,
    /** Ended late with or without a result, or open overdue. */
    LATE,
    /** Parts of linked applications, each a dossier of its own beside the whole. */
    PARTS
  }

  /** No restriction. */
  public static final DossierFilter ALL = new DossierFilter(null, null, null, null, null);

  /**
   * A page of a list: rows {@code offset} (from 0) to {@code offset + size} (exclusive) of those
   * after a place, or of all.
   */
  public record Window(Instant asOf, int offset, int size, @Nullable Place after) {
    public Window(Instant asOf, int offset, int size) {
      this(asOf, offset, size, null);
    }
  }

  /** The place of a row in the list: what comes after it is later due, or has a later code. */
  public record Place(Instant dueCurrentAt, DossierCode code) {}
}
