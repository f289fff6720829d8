package onestop.dossiers.steps;

import onestop.agencies.Post;

/** What became of an officer's completion of a step. */
public sealed interface StepResult {
  /** The step has ended and the process has moved on. */
  record Ended() implements StepResult {}

  /** The step waits for whoever holds that post: the officer may not do this alone. */
  record HandedUp(Post approver) implements StepResult {}
}
