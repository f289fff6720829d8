package onestop.dossiers.steps;

import onestop.dossiers.life.Dossier;
import onestop.engine.WorkItem;
import onestop.kernel.Failure;
import onestop.kernel.OfficerId;
import org.jspecify.annotations.Nullable;

/**
 * The rule that nobody checks his own work. A model names, at a step, the earlier step whose
 * officer may not hold or end it; the officer who last ended that step is kept with the dossier.
 * The rule is on the person: a delegation does not lift it.
 */
public final class FourEyes {
  private FourEyes() {}

  /** The officer who may neither hold nor end the item; null if everyone of its desk may. */
  public static @Nullable OfficerId barred(Dossier dossier, WorkItem item) {
    String earlier = item.place().notBy();
    return earlier == null ? null : dossier.doneBy(earlier);
  }

  static boolean bars(Dossier dossier, WorkItem item, OfficerId officer) {
    return officer.equals(barred(dossier, item));
  }

  /**
   * Refuses the officer's own work.
   *
   * @throws Failure {@code dossiers/own-work}
   */
  static void require(Dossier dossier, WorkItem item, OfficerId officer) {
    if (bars(dossier, item, officer)) {
      throw Failure.forbidden(
          "dossiers", "own-work", "step", item.name(), "code", dossier.code().value());
    }
  }
}
