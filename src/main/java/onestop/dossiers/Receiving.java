package onestop.dossiers;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import onestop.dossiers.life.Dossier;
import onestop.dossiers.life.DossierJournal;
import onestop.dossiers.life.DossierJournal.Fact;
import onestop.dossiers.life.DossierOutcome;
import onestop.dossiers.life.DossierState;
import onestop.dossiers.life.DossierStore;
import onestop.dossiers.life.IntakeRecord;
import onestop.dossiers.life.IntakeRecord.Continued;
import onestop.dossiers.life.LifecycleStep;
import onestop.engine.ProcessRuntime;
import onestop.kernel.Actor;
import onestop.kernel.AgencyCode;
import onestop.kernel.DossierCode;
import onestop.kernel.Submission;
import onestop.procedures.Procedure;
import onestop.procedures.RulePack;
import onestop.sla.SlaClocks;
import onestop.sla.clock.ClockStart;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Receives applications: code, row, clock and process, in the caller's transaction. */
@Component
class Receiving {
  private final DossierStore store;
  private final Admission admission;
  private final DossierJournal journal;
  private final Arrivals arrivals;
  private final SlaClocks clocks;
  private final ProcessRuntime runtime;
  private final Clock clock;

  Receiving(
      DossierStore store,
      Admission admission,
      DossierJournal journal,
      Arrivals arrivals,
      SlaClocks clocks,
      ProcessRuntime runtime,
      Clock clock) {
    this.store = store;
    this.admission = admission;
    this.journal = journal;
    this.arrivals = arrivals;
    this.clocks = clocks;
    this.runtime = runtime;
    this.clock = clock;
  }

  static Submission submission(Intake intake) {
    return new Submission(intake.source(), intake.idempotencyKey());
  }

  /**
   * Receives one application as described for {@link Dossiers#receive}, in the command's
   * transaction.
   */
  IntakeResult receive(Intake intake, Actor by) {
    Optional<DossierStore.Earlier> before = store.findSubmitted(submission(intake));
    if (before.isPresent()) {
      return before.get().sameAs(SubmissionDigest.of(intake))
          ? received(stored(before.get().code()), true)
          : new IntakeResult.KeyTaken(intake.idempotencyKey());
    }
    Procedure procedure = admission.procedure(intake);
    return admission
        .refusal(intake, procedure)
        .orElseGet(() -> received(open(intake, procedure, null, null, by), false));
  }

  /** The reason for not receiving the application, as {@link Dossiers#refusal}. */
  Optional<IntakeResult> refusal(Intake intake) {
    return admission.refusal(intake, admission.procedure(intake));
  }

  private IntakeResult received(Dossier dossier, boolean repeated) {
    return new IntakeResult.Received(dossier, clocks.state(dossier.code()), repeated);
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
    Instant now = now();
    RulePack pack = admission.rulePack(intake, procedure);
    DossierCode code = admission.nextCode(intake, now);
    Dossier dossier =
        new Dossier(
            code,
            new Dossier.Pins(procedure.key(), pack.id(), pack.version(), admission.calendar(pack)),
            new Dossier.Agencies(intake.receivingAgency(), intake.resolvingAgency()),
            intake.applicant(),
            intake.subject(),
            intake.channel(),
            intake.papers(),
            intake.desk(),
            DossierState.SUBMITTED,
            intake.submittedAt(),
            now,
            DossierOutcome.NONE,
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
    IntakeRecord desk = intake.desk();
    Continued continues = desk == null ? null : desk.continues();
    if (continues != null) {
      facts.putAll(continues.facts());
    }
    facts.put("dueOriginalAt", clocks.state(code).dueOriginalAt().toString());
    journal.take(code, LifecycleStep.ACCEPT, Fact.of("RECEIVED", now, by).with(facts));
    runtime.start(procedure.processKey(), code);
    Instant nextMark = clocks.state(code).nextMarkAt();
    arrivals.received(dossier, by);
    if (!nextMark.isAfter(now)) {
      runtime.moveTimer(code, nextMark); // marks passed at receipt are due at once
    }
    return stored(code);
  }

  private void startClock(Dossier dossier, Procedure procedure, @Nullable Instant deadline) {
    ClockStart.Term term =
        deadline == null
            ? new ClockStart.Term.OfLimit(procedure.limit())
            // a finer value than the databases store would differ when read back
            : new ClockStart.Term.OfDeadline(deadline.truncatedTo(ChronoUnit.MILLIS));
    clocks.start(
        new ClockStart(
            dossier.code(),
            dossier.agencies().resolving(),
            dossier.receivedAt(),
            term,
            dossier.pins().rulePack(),
            dossier.pins().rulePackVersion(),
            dossier.pins().calendar()));
  }

  private Dossier stored(DossierCode code) {
    return store.find(code).orElseThrow(() -> new IllegalStateException("no dossier " + code));
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }
}
