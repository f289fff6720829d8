package onestop.desk.work;

import onestop.desk.Caller;
import onestop.dossiers.Dossiers;
import onestop.dossiers.papers.ResultDrafts;
import onestop.dossiers.steps.StepCompletion;
import onestop.dossiers.steps.StepCompletion.SignedDraft;
import onestop.dossiers.steps.StepPayload;
import onestop.dossiers.steps.StepResult;
import onestop.inbox.own.WorkDrafts;
import onestop.kernel.Failure;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/**
 * What an officer does with a work item. Each method throws {@link onestop.kernel.Failure} as the
 * method of {@link Dossiers} of the same name.
 */
@Service
public final class StepWork {
  private final Dossiers dossiers;
  private final WorkDrafts drafts;
  private final ResultDrafts results;
  private final ResultNumbers numbers;

  StepWork(Dossiers dossiers, WorkDrafts drafts, ResultDrafts results, ResultNumbers numbers) {
    this.dossiers = dossiers;
    this.drafts = drafts;
    this.results = results;
    this.numbers = numbers;
  }

  /** Takes a free item, so that no other officer works on it. */
  public void claim(String id, Caller caller) {
    dossiers.claim(id, caller.actor());
  }

  /** Gives an item back to its desk. */
  public void release(String id, Caller caller) {
    dossiers.release(id, caller.actor());
  }

  /**
   * The end of a step.
   *
   * @param result the SHA-256 of the draft of the result that the caller saw and signs; null or
   *     blank for none
   */
  public record End(String id, String outcome, StepPayload payload, @Nullable String result) {
    public End {
      result = result == null || result.isBlank() ? null : result.strip();
    }
  }

  /**
   * Ends the step with an outcome and its form, or hands it to the approver that it needs. The
   * drafts of the item are erased: with its row when it ends, and here when it waits on, because
   * what they were for is then part of the proposal.
   */
  public StepResult complete(End end, Caller caller) {
    StepResult result;
    try {
      result =
          dossiers.complete(
              new StepCompletion(
                  end.id(), caller.actor(), end.outcome(), end.payload(), null, signed(end)));
    } catch (Failure refusal) {
      throw numbers.naming(refusal, end.id(), caller);
    }
    if (result instanceof StepResult.HandedUp) {
      drafts.erase(
          end.id()); // if we die before, the drafts are shown to the approver and erased later
    }
    return result;
  }

  private @Nullable SignedDraft signed(End end) {
    String sha256 = end.result();
    return sha256 == null ? null : new SignedDraft(sha256, results);
  }

  /** Returns a proposal to the desk it came from. */
  public void giveBack(String id, String reason, Caller caller) {
    dossiers.giveBack(id, reason, caller.actor());
  }
}
