// Over 300 lines: one face for the life of a dossier; what it does stands elsewhere.
package onestop.dossiers;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import onestop.agencies.Agencies;
import onestop.calendar.Calendars;
import onestop.dossiers.life.Dossier;
import onestop.dossiers.life.DossierEvent;
import onestop.dossiers.life.DossierJournal;
import onestop.dossiers.life.DossierJournal.Fact;
import onestop.dossiers.life.DossierState;
import onestop.dossiers.life.DossierStore;
import onestop.dossiers.life.LifecycleStep;
import onestop.dossiers.life.SupplementRequest;
import onestop.dossiers.life.SupplementStore;
import onestop.dossiers.steps.ClockBounds;
import onestop.dossiers.steps.DeskWork;
import onestop.dossiers.steps.ProposalStore;
import onestop.dossiers.steps.StepCompletion;
import onestop.dossiers.steps.StepMoved;
import onestop.dossiers.steps.StepProposal;
import onestop.dossiers.steps.StepResult;
import onestop.engine.CommandGateway;
import onestop.engine.CommandGateway.Target;
import onestop.engine.ProcessRuntime;
import onestop.engine.WorkItems;
import onestop.kernel.Actor;
import onestop.kernel.AgencyCode;
import onestop.kernel.DossierCode;
import onestop.kernel.Failure;
import onestop.kernel.MailAddressRule;
import onestop.kernel.Submission;
import onestop.procedures.Catalogue;
import onestop.procedures.Procedure;
import onestop.procedures.RulePack;
import onestop.sla.SlaClocks;
import onestop.sla.clock.ClockStart;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Dossiers from intake to result. Each command is one transaction (or part of the caller's):
 * dossier, event, clock, process and whatever listens commit together or not at all.
 */
@Service
public class Dossiers {
  private final DossierStore store;
  private final Admission admission;
  private final DossierJournal journal;
  private final DossierNumbers numbers;
  private final Requests requests;
  private final DeskWork desk;
  private final Surroundings around;
  private final WorkItems workItems;
  private final ProcessRuntime runtime;
  private final CommandGateway gateway;

  /** What dossiers look up: all read-only. */
  @org.springframework.stereotype.Component
  record Surroundings(
      Agencies agencies,
      Catalogue catalogue,
      Calendars calendars,
      SlaClocks clocks,
      MailAddressRule mail,
      Clock clock,
      ZoneId zone) {
    Instant now() {
      return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
  }

  /** What was asked for: of applicants and of approvers. */
  @org.springframework.stereotype.Component
  record Requests(SupplementStore supplements, ProposalStore proposals) {}

  Dossiers(
      DossierStore store,
      Admission admission,
      DossierJournal journal,
      DossierNumbers numbers,
      Requests requests,
      DeskWork desk,
      Surroundings around,
      WorkItems workItems,
      ProcessRuntime runtime,
      CommandGateway gateway) {
    this.store = store;
    this.admission = admission;
    this.journal = journal;
    this.numbers = numbers;
    this.requests = requests;
    this.desk = desk;
    this.around = around;
    this.workItems = workItems;
    this.runtime = runtime;
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
    return gateway.run(target(intake), () -> receiveOnce(intake, by));
  }

  /** As {@link #receive}, many at once; the outcomes in the order of the applications. */
  public List<CommandGateway.Outcome<IntakeResult>> receiveAll(List<Intake> intakes, Actor by) {
    return gateway.runAll(
        intakes.stream()
            .map(
                intake ->
                    new CommandGateway.Command<>(target(intake), () -> receiveOnce(intake, by)))
            .toList());
  }

  private static Target target(Intake intake) {
    return new Target.New(intake.receivingAgency().value(), submission(intake));
  }

  private static Submission submission(Intake intake) {
    return new Submission(intake.source(), intake.idempotencyKey());
  }

  private IntakeResult receiveOnce(Intake intake, Actor by) {
    Optional<DossierStore.Earlier> before = store.findSubmitted(submission(intake));
    if (before.isPresent()) {
      return before.get().sameAs(SubmissionDigest.of(intake))
          ? received(get(before.get().code()), true)
          : new IntakeResult.KeyTaken(intake.idempotencyKey());
    }
    Procedure procedure = around.catalogue().current(intake.procedureCode());
    return admission
        .refusal(intake, procedure)
        .orElseGet(() -> received(open(intake, procedure, null, null, by), false));
  }

  private IntakeResult received(Dossier dossier, boolean repeated) {
    return new IntakeResult.Received(dossier, around.clocks().state(dossier.code()), repeated);
  }

  /** Opens a leg of a dossier, under the lock of the dossier. */
  void openLeg(Dossier parent, String leg, Procedure procedure, AgencyCode agency) {
    Intake intake =
        new Intake(
            "leg",
            parent.code() + "/" + leg,
            procedure.key().code(),
            parent.agencies().receiving(),
            agency,
            parent.applicant(),
            parent.subject(),
            parent.channel(),
            List.of(),
            null,
            null,
            parent.pins().rulePack());
    open(intake, procedure, parent.code(), leg, new Actor.Automaton("process"));
  }

  private Dossier open(
      Intake intake,
      Procedure procedure,
      @Nullable DossierCode parent,
      @Nullable String leg,
      Actor by) {
    Instant now = around.now();
    LocalDate today = now.atZone(around.zone()).toLocalDate();
    RulePack pack = admission.rulePack(intake, procedure);
    around.agencies().get(intake.resolvingAgency());
    DossierCode code =
        numbers.next(
            intake.receivingAgency(),
            around.agencies().get(intake.receivingAgency()).codePrefix(),
            today);
    Dossier dossier =
        new Dossier(
            code,
            new Dossier.Pins(
                procedure.key(),
                pack.id(),
                pack.version(),
                around.calendars().current(pack.calendar()).version()),
            new Dossier.Agencies(intake.receivingAgency(), intake.resolvingAgency()),
            intake.applicant(),
            intake.subject(),
            intake.channel(),
            intake.papers(),
            DossierState.SUBMITTED,
            intake.submittedAt(),
            now,
            null,
            null,
            null,
            null,
            parent,
            leg,
            0,
            0);
    store.insert(dossier, submission(intake), SubmissionDigest.of(intake));
    startClock(dossier, procedure, intake.deadline());
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("procedure", procedure.key().toString());
    facts.put("rulePack", pack.id() + "/" + pack.version());
    facts.put("channel", intake.channel().name());
    facts.put("papers", intake.papers());
    facts.put("dueOriginalAt", around.clocks().state(code).dueOriginalAt().toString());
    journal.take(code, LifecycleStep.ACCEPT, Fact.of("RECEIVED", now, by).with(facts));
    runtime.start(procedure.processKey(), code);
    Instant nextMark = around.clocks().state(code).nextMarkAt();
    if (!nextMark.isAfter(now)) {
      runtime.moveTimer(code, nextMark); // received with marks already passed: they are due at once
    }
    return get(code);
  }

  private void startClock(Dossier dossier, Procedure procedure, @Nullable Instant deadline) {
    ClockStart.Term term =
        deadline == null
            ? new ClockStart.Term.OfLimit(procedure.limit())
            // finer than any database keeps it, it would not be the same date when read again
            : new ClockStart.Term.OfDeadline(deadline.truncatedTo(ChronoUnit.MILLIS));
    around
        .clocks()
        .start(
            new ClockStart(
                dossier.code(),
                dossier.agencies().resolving(),
                dossier.receivedAt(),
                term,
                dossier.pins().rulePack(),
                dossier.pins().rulePackVersion(),
                dossier.pins().calendar()));
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
    gateway.run(
        new Target.HolderOf(workItemId),
        () -> {
          journal.lock(workItems.get(workItemId).dossier());
          workItems.release(workItemId, officer.id());
        });
  }

  /** The applicant takes the dossier back; its work ends, its clock stops. */
  public void withdraw(DossierCode code, String reason, Actor by) {
    gateway.run(new Target.OfDossier(code), () -> withdrawNow(code, reason, by));
  }

  private void withdrawNow(DossierCode code, String reason, Actor by) {
    Dossier dossier = journal.lock(code);
    if (!dossier.state().isOpen()) {
      throw Failure.conflict(
          "dossiers",
          "step-not-possible",
          "step",
          LifecycleStep.WITHDRAW.name(),
          "code",
          code.value(),
          "state",
          dossier.state().name());
    }
    desk.requireReason(dossier, reason);
    journal.note(
        code, Fact.of("WITHDRAWAL_REQUESTED", around.now(), by).with(Map.of("reason", reason)));
    if (!runtime.correlate(code, "withdrawal_requested")) {
      throw Failure.conflict("dossiers", "withdrawal-not-modelled", "code", code.value());
    }
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
    return requests.supplements().of(code);
  }

  /** The proposal that waits for an approver at that work item. */
  @Transactional(readOnly = true)
  public Optional<StepProposal> proposal(String workItemId) {
    return requests.proposals().find(workItemId);
  }

  /** Where the work items of one dossier lie that wait for an approver. */
  @Transactional(readOnly = true)
  public List<StepMoved> handedUp(DossierCode code) {
    AgencyCode resolving = get(code).agencies().resolving();
    return requests.proposals().of(code).stream()
        .map(one -> new StepMoved(one.workItemId(), resolving, one.approver().code()))
        .toList();
  }

  /** Its legs, if its procedure has any. */
  @Transactional(readOnly = true)
  public List<Dossier> legs(DossierCode parent) {
    return store.legsOf(parent);
  }
}
