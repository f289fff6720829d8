package onestop.apologies;

import onestop.kernel.Failure;

/** The outcome of one letter of a batch. */
public sealed interface SignOutcome {
  /** The obligation to be discharged. */
  long obligationId();

  /** The letter was signed, numbered and issued. */
  record Issued(long obligationId, String number) implements SignOutcome {}

  /** The letter was not signed, for the reason given; the rest of the batch is not affected. */
  record Refused(long obligationId, Failure why) implements SignOutcome {}
}
