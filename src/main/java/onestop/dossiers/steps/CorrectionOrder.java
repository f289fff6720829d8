package onestop.dossiers.steps;

import java.time.LocalDate;
import onestop.kernel.DossierCode;
import org.jspecify.annotations.Nullable;

/**
 * The order to correct a move, a pause or a last day that was a mistake.
 *
 * @param no the number of the move, the pause or the supplement request within the dossier, from 1
 * @param deadlineOn the correct last day; only for {@link What#SUPPLEMENT_DEADLINE}
 * @param wrong a description of the mistake
 * @param document the document on record
 */
public record CorrectionOrder(
    DossierCode dossier,
    What what,
    int no,
    @Nullable LocalDate deadlineOn,
    String wrong,
    String document) {

  /** The kinds of acts that can be corrected. */
  public enum What {
    /** An extension or an agreed day: the clock counts as if it had not been granted. */
    MOVE,
    /** A pause that has ended: the clock counts as if it had run on. */
    PAUSE,
    /** The last day of a waiting supplement request: another day replaces it. */
    SUPPLEMENT_DEADLINE
  }
}
