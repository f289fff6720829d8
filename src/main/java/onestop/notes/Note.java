package onestop.notes;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Set;
import onestop.kernel.AgencyCode;
import onestop.kernel.DossierCode;
import onestop.kernel.OfficerId;
import org.jspecify.annotations.Nullable;

/**
 * A note on a dossier. It is no part of the dossier's record and of no evidence, unless a head has
 * put it on record.
 *
 * @param no from 1 for each dossier
 * @param agency the author's agency when it was written
 * @param version from 1; grows with each edit
 * @param editedAt null if it was never edited
 * @param struckAt when its author struck it out; null if it stands
 * @param remindOn the day from which it comes back to its author; null for none
 * @param recorded who put it on record; null if nobody did
 */
public record Note(
    DossierCode dossier,
    int no,
    OfficerId author,
    AgencyCode agency,
    String text,
    int version,
    Instant writtenAt,
    @Nullable Instant editedAt,
    @Nullable Instant struckAt,
    @Nullable LocalDate remindOn,
    @Nullable Recorded recorded) {
  /** The largest number of characters. */
  public static final int LONGEST = 2_000;

  /**
   * What an author writes.
   *
   * @param text as {@link Notes#tidied} gives it
   * @param mentioned the officers whom it mentions
   * @param remindOn the day from which it comes back to its author; null for none
   */
  public record Draft(String text, Set<OfficerId> mentioned, @Nullable LocalDate remindOn) {
    public Draft {
      mentioned = Set.copyOf(mentioned);
    }

    /** The only form allowed in a log. */
    @Override
    public String toString() {
      return "Draft";
    }
  }

  /** Which note is meant. */
  public record Place(DossierCode dossier, int no) {}

  /** Who put a note on record, and when. */
  public record Recorded(OfficerId by, Instant at) {}

  /** An earlier text of a note. */
  public record Earlier(int version, String text, Instant at) {}

  /** The only form allowed in a log: a note may hold personal data. */
  @Override
  public String toString() {
    return "Note[" + dossier + ", " + no + "]";
  }
}
