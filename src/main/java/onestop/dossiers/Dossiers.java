// Over 300 lines: every command on a dossier and every way to read one.
package onestop.dossiers;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import onestop.dossiers.life.Dossier;
import onestop.dossiers.life.DossierEvent;
import onestop.dossiers.life.DossierJournal;
import onestop.dossiers.life.DossierStore;
import onestop.dossiers.life.SupplementRequest;
import onestop.dossiers.life.SupplementStore;
import onestop.dossiers.steps.ClockBounds;
import onestop.dossiers.steps.DeskWork;
import onestop.dossiers.steps.FirstFree;
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
 * dossier, event, clock, process and the changes of all listeners commit together or not at all.
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
   * Receives an application: checks that it is complete, assigns a code, starts its clock and its
   * process. Idempotent: a repeated submission (same source, key and content), even a concurrent
   * one on another node, gives the same dossier; the same key with another application is refused.
   *
   * @throws Failure {@code forms/unprintable} for a text that cannot be printed on a receipt or
   *     letter, {@code kernel/mail-…} for an undeliverable mail address, {@code
   *     dossiers/submitted-later} or {@code -outside-calendar} for an impossible moment of
   *     submission
   */
  public IntakeResult receive(Intake intake, Actor by) {
    return gateway.run(target(intake), () -> receiving.receive(intake, by));
  }

  /**
   * As {@link #receive}, for many applications; the outcomes are in the order of the applications.
   */
  public List<CommandGateway.Outcome<IntakeResult>> receiveAll(List<Intake> intakes, Actor by) {
    return gateway.runAll(
        intakes.stream()
            .map(
                intake ->
                    new CommandGateway.Command<>(
                        target(intake), () -> receiving.receive(intake, by)))
            .toList());
  }

  /**
   * What {@link #receive} would answer instead of a dossier; stores nothing. Empty if it would
   * receive the application.
   *
   * @throws Failure as {@link #receive}
   */
  public Optional<IntakeResult> refusal(Intake intake) {
    return receiving.refusal(intake);
  }

  /** The dossiers received under keys of a sender, by key; of unknown keys there is none. */
  @Transactional(readOnly = true)
  public Map<String, DossierCode> submitted(String source, Collection<String> keys) {
    return store.submitted(source, keys);
  }

  private static Target target(Intake intake) {
    return new Target.New(intake.receivingAgency().value(), Receiving.submission(intake));
  }

  /**
   * Ends a work item in an officer's name; the process moves on before this returns. An act that
   * the officer may not do alone becomes a proposal to the approver, and the item waits there.
   *
   * @throws Failure {@code dossiers/not-your-desk} if the officer has the item's role neither
   *     personally nor by a delegation of the day; {@code dossiers/step-needs-facts} if the next
   *     step needs facts that the completion lacks; and those of {@link ClockBounds}
   */
  public StepResult complete(StepCompletion completion) {
    return gateway.run(
        new Target.OfWorkItem(completion.workItemId()), () -> desk.complete(completion));
  }

  /** As {@link #complete}, for many; the outcomes are in the order of the completions. */
  public List<CommandGateway.Outcome<StepResult>> completeAll(List<StepCompletion> completions) {
    return gateway.runAll(
        completions.stream()
            .map(
                one ->
                    new CommandGateway.Command<>(
                        new Target.OfWorkItem(one.workItemId()), () -> desk.complete(one)))
            .toList());
  }

  /** Returns a proposal to the desk from which it came, with the approver's reason. */
  public void giveBack(String workItemId, String reason, Actor.Officer officer) {
    gateway.run(new Target.HolderOf(workItemId), () -> desk.giveBack(workItemId, reason, officer));
  }

  /** Assigns a work item to an officer. */
  public void claim(String workItemId, Actor.Officer officer) {
    gateway.run(new Target.HolderOf(workItemId), () -> desk.claim(workItemId, officer));
  }

  /** Returns a work item to its desk; only its holder can do so. */
  public void release(String workItemId, Actor.Officer officer) {
    gateway.run(new Target.HolderOf(workItemId), () -> desk.release(workItemId, officer));
  }

  /** As {@link #claim}; {@code noted} runs in the same transaction, after the claim. */
  public void claim(String workItemId, Actor.Officer officer, Runnable noted) {
    gateway.run(
        new Target.HolderOf(workItemId),
        () -> {
          desk.claim(workItemId, officer);
          noted.run();
        });
  }

  /**
   * Assigns the first free item to an officer, passing over dossiers that are locked elsewhere.
   *
   * @param candidates reads the items inside the command, most wanted first
   * @param noted receives the id of the claimed item, in the same transaction
   */
  public FirstFree claimFirst(
      Supplier<Stream<FirstFree.Candidate>> candidates,
      Actor.Officer officer,
      Consumer<String> noted) {
    return gateway.run(
        new Target.Chosen(officer.id().value()),
        () -> {
          FirstFree first = desk.claimFirst(candidates.get(), officer);
          FirstFree.Candidate claimed = first.claimed();
          if (claimed != null) {
            noted.accept(claimed.workItemId());
          }
          return first;
        });
  }

  /** As {@link #claim}, for many; the outcomes are in the order of the items. */
  public List<CommandGateway.Outcome<Boolean>> claimAll(
      List<String> workItemIds, Actor.Officer officer) {
    return holders(workItemIds, id -> desk.claim(id, officer));
  }

  /** As {@link #release}, for many; the outcomes are in the order of the items. */
  public List<CommandGateway.Outcome<Boolean>> releaseAll(
      List<String> workItemIds, Actor.Officer officer) {
    return holders(workItemIds, id -> desk.release(id, officer));
  }

  private List<CommandGateway.Outcome<Boolean>> holders(List<String> ids, Consumer<String> act) {
    return gateway.runAll(
        ids.stream()
            .map(
                id ->
                    new CommandGateway.Command<>(
                        new Target.HolderOf(id),
                        () -> {
                          act.accept(id);
                          return Boolean.TRUE;
                        }))
            .toList());
  }

  /** Withdraws the dossier for the applicant; its work ends and its clock stops. */
  public void withdraw(DossierCode code, String reason, Actor by) {
    gateway.run(new Target.OfDossier(code), () -> withdrawals.request(code, reason, by));
  }

  /**
   * The dossier.
   *
   * @throws Failure {@code dossiers/no-such-dossier} if there is none of that code
   */
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
   * The dossier, locked against every other command until the caller's transaction ends. Every
   * state-changing command of an upper module takes this lock first.
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
   * The dossiers locked by the caller's transaction. A reader that needs a fact about one of them
   * reads it for all of them at once.
   */
  public Set<DossierCode> held() {
    return journal.held();
  }

  /** Whether the caller's transaction has locked the dossier. */
  public boolean holds(DossierCode code) {
    return journal.holds(code);
  }

  /** The events of the dossier, in order. */
  @Transactional(readOnly = true)
  public List<DossierEvent> events(DossierCode code) {
    return store.events(code);
  }

  /**
   * The completion of a work item that is gone, whichever node recorded it.
   *
   * @param since how far back it is looked for; every hour costs time
   */
  @Transactional(readOnly = true)
  public Optional<DossierEvent> completion(String workItemId, Instant since) {
    return workItemId.matches("[A-Za-z0-9-]{1,64}")
        ? store.event("STEP_COMPLETED", StepCompletion.ITEM, workItemId, since)
        : Optional.empty();
  }

  /** As {@link #completion}, for many items; by item. */
  @Transactional(readOnly = true)
  public Map<String, DossierEvent> completions(Collection<String> workItemIds, Instant since) {
    return store.events(
        "STEP_COMPLETED",
        StepCompletion.ITEM,
        workItemIds.stream().filter(id -> id.matches("[A-Za-z0-9-]{1,64}")).distinct().toList(),
        since);
  }

  /** The dossier's requests for papers, in order. */
  @Transactional(readOnly = true)
  public List<SupplementRequest> supplements(DossierCode code) {
    return supplements.of(code);
  }

  /** The proposal at that work item that waits for an approver. */
  @Transactional(readOnly = true)
  public Optional<StepProposal> proposal(String workItemId) {
    return desk.proposal(workItemId);
  }

  /** The desks of a dossier's work items that wait for an approver. */
  @Transactional(readOnly = true)
  public List<StepMoved> handedUp(DossierCode code) {
    return desk.handedUp(get(code));
  }

  /** The legs of a dossier; empty if its procedure has none. */
  @Transactional(readOnly = true)
  public List<Dossier> legs(DossierCode parent) {
    return store.legsOf(parent);
  }
}
