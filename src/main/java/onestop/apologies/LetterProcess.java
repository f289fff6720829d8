package onestop.apologies;

import onestop.engine.Completion;
import onestop.engine.ProcessRuntime;
import onestop.engine.WorkItems;
import onestop.kernel.DossierCode;
import onestop.kernel.OfficerId;
import onestop.procedures.LetterModel;
import org.springframework.stereotype.Component;

/** The process {@code apology_letter} of a dossier: its work items are completed only here. */
@Component
class LetterProcess {
  private final ProcessRuntime runtime;
  private final WorkItems workItems;

  LetterProcess(ProcessRuntime runtime, WorkItems workItems) {
    this.runtime = runtime;
    this.workItems = workItems;
  }

  /** Starts the process; the specialist gets the draft as a work item. */
  void start(DossierCode dossier) {
    runtime.start(LetterModel.PROCESS, dossier);
  }

  boolean isRunning(DossierCode dossier) {
    return runtime.isRunning(dossier, LetterModel.PROCESS);
  }

  /** Completes the work item of a step, if it waits. */
  void complete(DossierCode dossier, String step, OfficerId officer) {
    workItems.of(dossier).stream()
        .filter(item -> item.processKey().equals(LetterModel.PROCESS))
        .filter(item -> item.step().equals(step))
        .findFirst()
        .ifPresent(
            item ->
                workItems.complete(item.id(), new Completion(officer, item.normalOutcome(), null)));
  }

  /** Ends the process; its work items end with it. */
  void end(DossierCode dossier) {
    runtime.cancel(dossier, LetterModel.PROCESS);
  }
}
