package onestop.dossiers.steps;

import java.time.Instant;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import onestop.agencies.Agencies;
import onestop.agencies.Officer;
import onestop.dossiers.life.Dossier;
import onestop.dossiers.life.DossierEnded;
import onestop.dossiers.life.DossierJournal;
import onestop.dossiers.life.DossierJournal.Fact;
import onestop.dossiers.life.DossierOutcome;
import onestop.dossiers.life.DossierResolved;
import onestop.dossiers.life.LifecycleStep;
import onestop.dossiers.life.OfficialSignature;
import onestop.dossiers.registers.ResultRecords;
import onestop.dossiers.registers.ResultRegisters;
import onestop.engine.Announcement;
import onestop.engine.AnnouncementOwner;
import onestop.engine.ProcessRuntime;
import onestop.kernel.Actor;
import onestop.kernel.DossierCode;
import onestop.procedures.AnnouncedStep;
import onestop.procedures.Catalogue;
import onestop.sla.SlaClocks;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/**
 * Carries out the legal effects of the announced steps that end a dossier: its result, refusal,
 * withdrawal or stop, and the return of the result.
 *
 * <p>Runs inside the engine's transaction, under the dossier's lock.
 */
@Component
class EndingSteps implements AnnouncementOwner {
  private static final Set<AnnouncedStep> OWN =
      EnumSet.of(
          AnnouncedStep.RECORD_RESOLUTION,
          AnnouncedStep.RECORD_REFUSAL,
          AnnouncedStep.RECORD_WITHDRAWAL,
          AnnouncedStep.RECORD_STOP,
          AnnouncedStep.RECORD_RETURN);

  private final DossierJournal journal;
  private final SlaClocks clocks;
  private final Agencies agencies;
  private final Catalogue catalogue;
  private final ProcessRuntime runtime;
  private final ResultRecords results;
  private final ApplicationEventPublisher events;

  EndingSteps(
      DossierJournal journal,
      SlaClocks clocks,
      Agencies agencies,
      Catalogue catalogue,
      ProcessRuntime runtime,
      ResultRecords results,
      ApplicationEventPublisher events) {
    this.journal = journal;
    this.clocks = clocks;
    this.agencies = agencies;
    this.catalogue = catalogue;
    this.runtime = runtime;
    this.results = results;
    this.events = events;
  }

  @Override
  public boolean owns(String step) {
    return AnnouncedStep.of(step).filter(OWN::contains).isPresent();
  }

  @Override
  public void reached(Announcement announcement) {
    DossierCode code = announcement.dossier();
    Instant at = announcement.at();
    Completed said = Completed.of(announcement.payload());
    switch (AnnouncedStep.of(announcement.step()).orElseThrow()) {
      case RECORD_RESOLUTION -> resolve(code, said, at);
      case RECORD_REFUSAL -> refuse(code, said, at);
      case RECORD_WITHDRAWAL ->
          end(code, LifecycleStep.WITHDRAW, Fact.of("WITHDRAWN", at, said.by()));
      case RECORD_STOP -> stop(code, said, at);
      case RECORD_RETURN -> handOver(code, said, at);
      default -> throw new IllegalArgumentException(announcement.step() + " has another owner");
    }
  }

  /** To whom the result was handed is recorded apart, since events name nobody. */
  private void handOver(DossierCode code, Completed said, Instant at) {
    Fact fact = Fact.of("RETURNED", at, said.by());
    if (said.payload() instanceof StepPayload.Handover to
        && said.by() instanceof Actor.Officer by) {
      fact = fact.with(to.facts());
      results.handOver(to.handedOver(code, by, at));
    }
    journal.take(code, LifecycleStep.RETURN, fact, DossierOutcome.returned(at));
  }

  private void resolve(DossierCode code, Completed said, Instant at) {
    if (!(said.payload() instanceof StepPayload.Resolution resolution)) {
      throw Completed.without(code, AnnouncedStep.RECORD_RESOLUTION);
    }
    Dossier open = journal.lock(code);
    String signer = signer(open, said);
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("resultCode", resolution.resultCode());
    facts.put("resultDocument", resolution.resultDocument());
    facts.put("signer", signer);
    if (!resolution.registerNumber().isEmpty()) {
      facts.put(ResultRegisters.FIELD, results.number(open, resolution.registerNumber(), at));
    }
    Dossier dossier =
        journal.take(
            code,
            LifecycleStep.RESOLVE,
            Fact.of("RESOLVED", at, said.by()).with(facts),
            DossierOutcome.resolved(
                new Dossier.Result(
                    at, resolution.resultCode(), resolution.resultDocument(), signer)));
    clocks.stop(code, at);
    events.publishEvent(new DossierResolved(code, at, at));
    tellParent(dossier);
  }

  /**
   * The signer at the signing step. For a dossier with legs, the signers of the legs; in a model
   * without a signing step, the officer who records the result, who is responsible for it.
   */
  private String signer(Dossier dossier, Completed said) {
    OfficialSignature signature = dossier.signature();
    if (signature != null) {
      return signature.line();
    }
    String ofLegs =
        catalogue.version(dossier.pins().procedure()).legs().isEmpty()
            ? ""
            : journal.legs(dossier.code()).stream()
                .map(Dossier::signature)
                .filter(Objects::nonNull)
                .map(OfficialSignature::line)
                .distinct()
                .collect(Collectors.joining("; "));
    return ofLegs.isEmpty() ? name(said.by()) : ofLegs;
  }

  private String name(Actor by) {
    return by instanceof Actor.Officer officer
        ? agencies.find(officer.id()).map(Officer::name).orElse(officer.name())
        : by.name();
  }

  private void tellParent(Dossier dossier) {
    if (dossier.parent() != null) {
      runtime.correlate(dossier.parent(), "leg_finished_" + Objects.requireNonNull(dossier.leg()));
    }
  }

  private void refuse(DossierCode code, Completed said, Instant at) {
    if (!(said.payload() instanceof StepPayload.Refusal refusal)) {
      throw Completed.without(code, AnnouncedStep.RECORD_REFUSAL);
    }
    end(
        code,
        LifecycleStep.REFUSE,
        Fact.of("REFUSED", at, said.by())
            .with(said.with(Map.of("reason", refusal.reason(), "document", refusal.document()))));
  }

  private void stop(DossierCode code, Completed said, Instant at) {
    if (!(said.payload() instanceof StepPayload.Stop stop)) {
      throw Completed.without(code, AnnouncedStep.RECORD_STOP);
    }
    end(
        code,
        LifecycleStep.STOP,
        Fact.of("STOPPED", at, said.by())
            .with(said.with(Map.of("reason", stop.reason(), "document", stop.document()))));
  }

  private void end(DossierCode code, LifecycleStep step, Fact fact) {
    Dossier dossier = journal.take(code, step, fact, DossierOutcome.ended(fact.at()));
    clocks.stop(code, fact.at());
    events.publishEvent(new DossierEnded(code, dossier.state(), fact.at()));
    tellParent(dossier);
  }
}
