package onestop.dossiers.steps;

import onestop.agencies.Post;

/** The result of an officer's completion of a step. */
public sealed interface StepResult {
  /** The step has ended and the process has moved on. */
  record Ended() implements StepResult {}

  /** The step waits for the holder of that post: the officer may not do it alone. */
  record HandedUp(Post approver) implements StepResult {}
}
