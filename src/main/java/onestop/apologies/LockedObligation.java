package onestop.apologies;

import onestop.apologies.obligation.ApologyObligation;
import onestop.kernel.Failure;
import org.jspecify.annotations.Nullable;

/** An obligation with all its locks held: of the dossier, of the clock and its own. */
record LockedObligation(LockedDossier dossier, ApologyObligation obligation) {
  /**
   * Refuses to overwrite or sign a revision that the officer has not seen.
   *
   * @throws Failure {@code apologies/changed-meanwhile} for another revision
   */
  void requireSeen(@Nullable Long revision) {
    if (revision != null && revision != obligation.revision()) {
      throw Failure.conflict(
          "apologies", "changed-meanwhile", "code", obligation.dossier().value());
    }
  }
}
