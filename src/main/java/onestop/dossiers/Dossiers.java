// Over 300 lines: one face for the life of a dossier; what it does stands elsewhere.
package onestop.dossiers;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import onestop.dossiers.life.Dossier;
import onestop.dossiers.life.DossierEvent;
import onestop.dossiers.life.DossierJournal;
import onestop.dossiers.life.DossierStore;
import onestop.dossiers.life.SupplementRequest;
import onestop.dossiers.life.SupplementStore;
import onestop.dossiers.steps.ClockBounds;
import onestop.dossiers.steps.DeskWork;
import onestop.dossiers.steps.StepCompletion;
import onestop.dossiers.steps.StepMoved;
import onestop.dossiers.steps.StepProposal;
import onestop.dossiers.steps.StepResult;
import onestop.dossiers.steps.Withdrawals;
import onestop.engine.CommandGateway;
import onestop.engine.CommandGateway.Target;
import onestop.kernel.Actor;
import onestop.kernel.DossierCode;
import onestop.kernel.Failure;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Dossiers from intake to result. Each command is one transaction (or part of the caller's):
 * dossier, event, clock, process and whatever listens commit together or not at all.
 */
@Service
public class Dossiers {
  private final DossierStore store;
  private final DossierJournal journal;
  private final Receiving receiving;
  private final DeskWork desk;
  private final Withdrawals withdrawals;
  private final SupplementStore supplements;
  private final CommandGateway gateway;

  Dossiers(
      DossierStore store,
      DossierJournal journal,
      Receiving receiving,
      DeskWork desk,
      Withdrawals withdrawals,
      SupplementStore supplements,
      CommandGateway gateway) {
    this.store = store;
    this.journal = journal;
    this.receiving = receiving;
    this.desk = desk;
    this.withdrawals = withdrawals;
    this.supplements = supplements;
    this.gateway = gateway;
  }

  /**
   * Takes an application in: checks that it is complete, gives it a code, starts its clock and its
   * process. The same submission (source, key and what it says) again, also at the same moment on
   * another node, gives the same dossier; the same key with another application is refused.
   *
   * @throws Failure {@code forms/unprintable} for a text that no receipt or letter could show,
   *     {@code kernel/mail-…} for a mail address that mail cannot reach, {@code
   *     dossiers/submitted-later} or {@code -outside-calendar} for a moment that cannot be
   */
  public IntakeResult receive(Intake intake, Actor by) {
    return gateway.run(target(intake), () -> receiving.receive(intake, by));
  }

  /** As {@link #receive}, many at once; the outcomes in the order of the applications. */
  public List<CommandGateway.Outcome<IntakeResult>> receiveAll(List<Intake> intakes, Actor by) {
    return gateway.runAll(
        intakes.stream()
            .map(
                intake ->
                    new CommandGateway.Command<>(
                        target(intake), () -> receiving.receive(intake, by)))
            .toList());
  }

  private static Target target(Intake intake) {
    return new Target.New(intake.receivingAgency().value(), Receiving.submission(intake));
  }

  /**
   * Ends a work item in an officer's name; the process moves on before this returns. What the
   * officer may not do alone is put before the approver instead, and the item waits there.
   *
   * @throws Failure {@code dossiers/not-your-desk} if the officer has the item's role neither by
   *     himself nor by a delegation of this day; {@code dossiers/step-needs-facts} if the step that
   *     follows needs facts that the completion does not bring; others of {@link ClockBounds}
   */
  public StepResult complete(StepCompletion completion) {
    return gateway.run(
        new Target.OfWorkItem(completion.workItemId()), () -> desk.complete(completion));
  }

  /** Gives what was proposed back to the desk it came from, with the approver's reason. */
  public void giveBack(String workItemId, String reason, Actor.Officer officer) {
    gateway.run(new Target.HolderOf(workItemId), () -> desk.giveBack(workItemId, reason, officer));
  }

  /** Takes a work item into an officer's hands. */
  public void claim(String workItemId, Actor.Officer officer) {
    gateway.run(new Target.HolderOf(workItemId), () -> desk.claim(workItemId, officer));
  }

  /** Gives a work item back to its desk; only its holder can. */
  public void release(String workItemId, Actor.Officer officer) {
    gateway.run(new Target.HolderOf(workItemId), () -> desk.release(workItemId, officer));
  }

  /** The applicant takes the dossier back; its work ends, its clock stops. */
  public void withdraw(DossierCode code, String reason, Actor by) {
    gateway.run(new Target.OfDossier(code), () -> withdrawals.request(code, reason, by));
  }

  /** The dossier, or a failure {@code dossiers/no-such-dossier}. */
  @Transactional(readOnly = true)
  public Dossier get(DossierCode code) {
    return find(code)
        .orElseThrow(() -> Failure.notFound("dossiers", "no-such-dossier", "code", code.value()));
  }

  /** The dossier of that code, or empty. */
  @Transactional(readOnly = true)
  public Optional<Dossier> find(DossierCode code) {
    return store.find(code);
  }

  /**
   * The dossier, held against every other command until the caller's transaction ends. Every
   * state-changing command of an upper module takes it first.
   */
  @Transactional
  public Dossier lock(DossierCode code) {
    return journal.lock(code);
  }

  /** As {@link #lock(DossierCode)}, for many, in the order of their codes. */
  @Transactional
  public void lock(Set<DossierCode> codes) {
    journal.lock(codes);
  }

  /**
   * The dossiers that the caller's transaction holds: who has to read something about one of them
   * reads it for all.
   */
  public Set<DossierCode> held() {
    return journal.held();
  }

  /** Whether the caller's transaction holds it. */
  public boolean holds(DossierCode code) {
    return journal.holds(code);
  }

  /** What happened to it, in order. */
  @Transactional(readOnly = true)
  public List<DossierEvent> events(DossierCode code) {
    return store.events(code);
  }

  /** Its requests for papers, in order. */
  @Transactional(readOnly = true)
  public List<SupplementRequest> supplements(DossierCode code) {
    return supplements.of(code);
  }

  /** The proposal that waits for an approver at that work item. */
  @Transactional(readOnly = true)
  public Optional<StepProposal> proposal(String workItemId) {
    return desk.proposal(workItemId);
  }

  /** Where the work items of one dossier lie that wait for an approver. */
  @Transactional(readOnly = true)
  public List<StepMoved> handedUp(DossierCode code) {
    return desk.handedUp(get(code));
  }

  /** Its legs, if its procedure has any. */
  @Transactional(readOnly = true)
  public List<Dossier> legs(DossierCode parent) {
    return store.legsOf(parent);
  }
}
