package onestop.absences;

import java.time.Instant;
import onestop.kernel.DossierCode;

/**
 * A work item that an absence concerned.
 *
 * @param step the step's label in the model
 * @param movedAt when it was handed over, or was left with the officer
 */
public record AbsenceItem(
    String workItemId, DossierCode dossier, String step, Fate fate, Instant movedAt) {

  /** What became of the item. */
  public enum Fate {
    /** The substitute has it. */
    HANDED,
    /** It stayed: the substitute did the step that it checks. */
    OWN_WORK,
    /** It stayed: the substitute does not serve its desk. */
    OTHER_DESK,
    /** It went back to the officer. */
    BACK,
    /** The substitute had begun it, and keeps it. */
    BEGUN,
    /** It had ended, or somebody else held it. */
    LEFT;

    /** Whether the item stayed with the absent officer. */
    public boolean stayed() {
      return this == OWN_WORK || this == OTHER_DESK;
    }
  }
}
