package onestop.apologies.obligation;

import java.time.Instant;
import onestop.kernel.OfficerId;

/**
 * Why no apology is owed although the dossier is or will be late.
 *
 * @param document the document on which the waiver rests
 * @param by the approver, as holder of the signing role or as a delegate
 */
public record Waiver(Ground ground, String document, OfficerId by, Instant at) {

  /** The listed exceptions; there are no others. */
  public enum Ground {
    /** National security or a state secret. */
    STATE_SECRET,
    /** Storm, flood, epidemic. */
    FORCE_MAJEURE,
    /** The applicant did not give what only the applicant could give. */
    APPLICANT_INFORMATION
  }
}
