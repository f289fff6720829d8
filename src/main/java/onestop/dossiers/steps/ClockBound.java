package onestop.dossiers.steps;

import java.time.LocalDate;
import onestop.procedures.Bound;
import onestop.procedures.ClockMove;
import org.jspecify.annotations.Nullable;

/**
 * The present limits of one kind of clock move for one dossier, for display before an entry.
 *
 * @param used how often the move was made; corrected moves do not count
 * @param earliest the first day that the move may name, inclusive; null where it names none
 * @param latest the last day that the move may name, inclusive; null where it names none
 * @param past whether the limit to be moved has passed, or a letter has given a new appointment
 */
public record ClockBound(
    ClockMove move,
    Bound bound,
    int used,
    @Nullable LocalDate earliest,
    @Nullable LocalDate latest,
    boolean past) {

  /** Whether the move may be made once more, provided that the limit to be moved has not passed. */
  public boolean isOpen() {
    return used < bound.times();
  }

  /** Whether the officer in charge may make the move once more without the approver. */
  public boolean isAlone() {
    return used < bound.alone();
  }
}
