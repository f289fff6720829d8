package onestop.apologies;

import onestop.kernel.Failure;

/** What became of one letter of a batch. */
public sealed interface SignOutcome {
  /** The obligation that was to be discharged. */
  long obligationId();

  /** Signed, numbered and out. */
  record Issued(long obligationId, String number) implements SignOutcome {}

  /** Not signed, and why; the others of the batch are not touched by it. */
  record Refused(long obligationId, Failure why) implements SignOutcome {}
}
