package onestop.desk.work;

import onestop.desk.Caller;
import onestop.dossiers.Dossiers;
import onestop.dossiers.steps.StepCompletion;
import onestop.dossiers.steps.StepPayload;
import onestop.dossiers.steps.StepResult;
import org.springframework.stereotype.Service;

/**
 * What an officer does with a work item. Each method throws {@link onestop.kernel.Failure} as the
 * method of {@link Dossiers} of the same name.
 */
@Service
public final class StepWork {
  private final Dossiers dossiers;

  StepWork(Dossiers dossiers) {
    this.dossiers = dossiers;
  }

  /** Takes a free item, so that no other officer works on it. */
  public void claim(String id, Caller caller) {
    dossiers.claim(id, caller.actor());
  }

  /** Gives an item back to its desk. */
  public void release(String id, Caller caller) {
    dossiers.release(id, caller.actor());
  }

  /** Ends the step with an outcome and its form, or hands it to the approver that it needs. */
  public StepResult complete(String id, String outcome, StepPayload payload, Caller caller) {
    return dossiers.complete(new StepCompletion(id, caller.actor(), outcome, payload, null));
  }

  /** Returns a proposal to the desk it came from. */
  public void giveBack(String id, String reason, Caller caller) {
    dossiers.giveBack(id, reason, caller.actor());
  }
}
