package onestop.dossiers.steps;

import java.time.LocalDate;
import onestop.kernel.DossierCode;
import org.jspecify.annotations.Nullable;

/**
 * Something that moved or paused a clock was a mistake.
 *
 * @param no of the move, the pause or the supplement request within the dossier, from 1
 * @param deadlineOn the right last day; only for {@link What#SUPPLEMENT_DEADLINE}
 * @param wrong what was wrong, in words
 * @param document the document on record
 */
public record CorrectionOrder(
    DossierCode dossier,
    What what,
    int no,
    @Nullable LocalDate deadlineOn,
    String wrong,
    String document) {

  /** What can be corrected. */
  public enum What {
    /** An extension or an agreed day: the clock counts as if it had not been given. */
    MOVE,
    /** A pause that has ended: the clock counts as if it had run on. */
    PAUSE,
    /** The last day of a supplement request that waits: another one holds. */
    SUPPLEMENT_DEADLINE
  }
}
