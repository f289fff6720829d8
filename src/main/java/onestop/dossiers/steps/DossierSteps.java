// Over 300 lines: the announced steps in order.
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
import onestop.calendar.Calendars;
import onestop.dossiers.life.Dossier;
import onestop.dossiers.life.DossierEnded;
import onestop.dossiers.life.DossierJournal;
import onestop.dossiers.life.DossierJournal.Fact;
import onestop.dossiers.life.DossierOutcome;
import onestop.dossiers.life.DossierResolved;
import onestop.dossiers.life.DossierState;
import onestop.dossiers.life.LifecycleStep;
import onestop.dossiers.life.OfficialSignature;
import onestop.dossiers.life.SupplementRequest;
import onestop.dossiers.life.SupplementStore;
import onestop.engine.Announcement;
import onestop.engine.AnnouncementOwner;
import onestop.engine.ProcessRuntime;
import onestop.kernel.Actor;
import onestop.kernel.DossierCode;
import onestop.kernel.Failure;
import onestop.kernel.OfficerId;
import onestop.procedures.AnnouncedStep;
import onestop.procedures.Catalogue;
import onestop.sla.SlaClocks;
import onestop.sla.clock.ClockPause;
import onestop.sla.clock.DueDateAdjustment;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/**
 * Carries out the legal effects of the steps that a model announces: states, pauses, extensions,
 * the end.
 *
 * <p>Runs inside the engine's transaction, under the dossier's lock.
 */
@Component
class DossierSteps implements AnnouncementOwner {
  private static final Set<AnnouncedStep> OWN =
      EnumSet.of(
          AnnouncedStep.PAUSE_CLOCK,
          AnnouncedStep.RESUME_CLOCK,
          AnnouncedStep.EXTEND_LIMIT,
          AnnouncedStep.RECORD_RESOLUTION,
          AnnouncedStep.RECORD_REFUSAL,
          AnnouncedStep.RECORD_WITHDRAWAL,
          AnnouncedStep.RECORD_STOP,
          AnnouncedStep.RECORD_RETURN);

  private final DossierJournal journal;
  private final SupplementStore supplements;
  private final SlaClocks clocks;
  private final Agencies agencies;
  private final Catalogue catalogue;
  private final Calendars calendars;
  private final ProcessRuntime runtime;
  private final ApplicationEventPublisher events;

  DossierSteps(
      DossierJournal journal,
      SupplementStore supplements,
      SlaClocks clocks,
      Agencies agencies,
      Catalogue catalogue,
      Calendars calendars,
      ProcessRuntime runtime,
      ApplicationEventPublisher events) {
    this.journal = journal;
    this.supplements = supplements;
    this.clocks = clocks;
    this.agencies = agencies;
    this.catalogue = catalogue;
    this.calendars = calendars;
    this.runtime = runtime;
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
      case PAUSE_CLOCK -> pause(code, said, at);
      case RESUME_CLOCK -> resume(code, said, at);
      case EXTEND_LIMIT -> extend(code, said, at);
      case RECORD_RESOLUTION -> resolve(code, said, at);
      case RECORD_REFUSAL -> refuse(code, said, at);
      case RECORD_WITHDRAWAL ->
          end(code, LifecycleStep.WITHDRAW, Fact.of("WITHDRAWN", at, said.by()));
      case RECORD_STOP -> stop(code, said, at);
      case RECORD_RETURN ->
          journal.take(
              code,
              LifecycleStep.RETURN,
              Fact.of("RETURNED", at, said.by()),
              DossierOutcome.returned(at));
      case RAISE_SLA_MARK, OPEN_LEG ->
          throw new IllegalArgumentException(announcement.step() + " has another owner");
    }
  }

  /**
   * The completion that led to the step.
   *
   * @param signature of the officer, if the act is signed
   * @param proposedBy the officer who proposed it to the approver; null if no approval was needed
   */
  record Completed(
      Actor by,
      @Nullable StepPayload payload,
      @Nullable OfficialSignature signature,
      @Nullable OfficerId proposedBy) {
    static Completed of(@Nullable Object payload) {
      return payload instanceof Completed said
          ? said
          : new Completed(new Actor.Automaton("process"), null, null, null);
    }

    /** The facts, together with the proposer and the signature. */
    Map<String, Object> with(Map<String, Object> facts) {
      Map<String, Object> all = new LinkedHashMap<>(facts);
      if (proposedBy != null) {
        all.put("proposedBy", proposedBy.value());
      }
      if (signature != null) {
        all.putAll(signature.facts());
      }
      return all;
    }
  }

  private void pause(DossierCode code, Completed said, Instant at) {
    if (said.payload() instanceof StepPayload.SupplementOrder order) {
      askForPapers(code, said, order, at);
    } else if (said.payload() instanceof StepPayload.FinanceNotice notice) {
      clocks.pause(
          code,
          new ClockPause.Order(
              ClockPause.Kind.FINANCE,
              said.by(),
              notice.reason(),
              notice.legalBasis(),
              notice.document()),
          at);
      journal.take(
          code,
          LifecycleStep.REQUEST_PAYMENT,
          Fact.of("PAYMENT_REQUESTED", at, said.by())
              .with(
                  said.with(
                      Map.of(
                          "document", notice.document(),
                          "reason", notice.reason(),
                          "legalBasis", notice.legalBasis()))));
    } else {
      throw missing(code, AnnouncedStep.PAUSE_CLOCK);
    }
  }

  private void askForPapers(
      DossierCode code, Completed said, StepPayload.SupplementOrder order, Instant at) {
    journal.lock(code);
    int no = supplements.of(code).size() + 1;
    OfficialSignature approved = said.signature();
    supplements.insert(
        new SupplementRequest(
            code,
            no,
            order.items(),
            order.reason(),
            order.deadlineOn(),
            null,
            order.legalBasis(),
            order.document(),
            said.by().name(),
            at,
            null),
        approved == null ? null : approved.by().value());
    clocks.pause(
        code,
        new ClockPause.Order(
            ClockPause.Kind.SUPPLEMENT,
            said.by(),
            order.reason(),
            order.legalBasis(),
            order.document()),
        at);
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("no", no);
    facts.put("items", order.items());
    facts.put("reason", order.reason());
    facts.put("deadlineOn", order.deadlineOn().toString());
    facts.put("legalBasis", order.legalBasis());
    facts.put("document", order.document());
    journal.take(
        code,
        LifecycleStep.REQUEST_SUPPLEMENT,
        Fact.of("SUPPLEMENT_REQUESTED", at, said.by()).with(said.with(facts)));
  }

  private void resume(DossierCode code, Completed said, Instant at) {
    Dossier dossier = journal.lock(code);
    boolean supplement = dossier.state() == DossierState.WAITING_FOR_SUPPLEMENT;
    if (supplement) {
      supplements.received(code, at);
    }
    clocks.resume(code, said.by(), at);
    journal.take(
        code,
        LifecycleStep.RESUME,
        Fact.of(supplement ? "SUPPLEMENT_RECEIVED" : "PAYMENT_CONFIRMED", at, said.by()));
  }

  private void extend(DossierCode code, Completed said, Instant at) {
    if (said.payload() instanceof StepPayload.Extension extension) {
      clocks.adjust(
          code,
          new DueDateAdjustment.StatutoryExtension(
              extension.by(), said.by(), extension.legalBasis(), extension.document()),
          at);
      journal.note(
          code,
          Fact.of("LIMIT_EXTENDED", at, said.by())
              .with(
                  said.with(
                      Map.of(
                          "by", extension.by().text(),
                          "reason", extension.reason(),
                          "legalBasis", extension.legalBasis(),
                          "document", extension.document()))));
    } else if (said.payload() instanceof StepPayload.Agreement agreement) {
      Dossier dossier = journal.lock(code);
      Instant due =
          calendars
              .version(clocks.state(code).calendar(), dossier.agencies().resolving())
              .closeOf(agreement.dueOn());
      clocks.adjust(
          code,
          new DueDateAdjustment.WrittenAgreement(
              due, said.by(), agreement.legalBasis(), agreement.document()),
          at);
      journal.note(
          code,
          Fact.of("DATE_AGREED", at, said.by())
              .with(
                  said.with(
                      Map.of(
                          "dueOn", agreement.dueOn().toString(),
                          "reason", agreement.reason(),
                          "legalBasis", agreement.legalBasis(),
                          "document", agreement.document()))));
    } else {
      throw missing(code, AnnouncedStep.EXTEND_LIMIT);
    }
  }

  private void resolve(DossierCode code, Completed said, Instant at) {
    if (!(said.payload() instanceof StepPayload.Resolution resolution)) {
      throw missing(code, AnnouncedStep.RECORD_RESOLUTION);
    }
    String signer = signer(journal.lock(code), said);
    Dossier dossier =
        journal.take(
            code,
            LifecycleStep.RESOLVE,
            Fact.of("RESOLVED", at, said.by())
                .with(
                    Map.of(
                        "resultCode", resolution.resultCode(),
                        "resultDocument", resolution.resultDocument(),
                        "signer", signer)),
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
      throw missing(code, AnnouncedStep.RECORD_REFUSAL);
    }
    end(
        code,
        LifecycleStep.REFUSE,
        Fact.of("REFUSED", at, said.by())
            .with(said.with(Map.of("reason", refusal.reason(), "document", refusal.document()))));
  }

  private void stop(DossierCode code, Completed said, Instant at) {
    if (!(said.payload() instanceof StepPayload.Stop stop)) {
      throw missing(code, AnnouncedStep.RECORD_STOP);
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

  private static Failure missing(DossierCode code, AnnouncedStep step) {
    return Failure.badInput(
        "dossiers", "step-needs-facts", "step", step.id(), "code", code.value());
  }
}
