package onestop.dossiers.steps;

import java.time.LocalDate;
import onestop.procedures.Bound;
import onestop.procedures.ClockMove;
import org.jspecify.annotations.Nullable;

/**
 * What an officer may do now to the clock of one dossier in one way, so that a page can say it
 * before anybody types.
 *
 * @param used how often it was done; what was taken back as a mistake does not count
 * @param earliest the first day it may name, inclusive; null where it names none
 * @param latest the last day it may name, inclusive; null where it names none
 * @param past whether the limit it would move has passed, or a letter has given a new appointment
 */
public record ClockBound(
    ClockMove move,
    Bound bound,
    int used,
    @Nullable LocalDate earliest,
    @Nullable LocalDate latest,
    boolean past) {

  /** Whether it may be done once more, if the limit it would move is not past. */
  public boolean isOpen() {
    return used < bound.times();
  }

  /** Whether the officer in charge may do it once more in his own name. */
  public boolean isAlone() {
    return used < bound.alone();
  }
}
