package onestop.dossiers;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import onestop.dossiers.DossierJournal.Fact;
import onestop.engine.Announcement;
import onestop.engine.ProcessRuntime;
import onestop.kernel.Actor;
import onestop.kernel.DossierCode;
import onestop.kernel.Failure;
import onestop.procedures.Catalogue;
import onestop.sla.ClockPause;
import onestop.sla.DueDateAdjustment;
import onestop.sla.SlaClocks;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * What the law does when a model announces a step: states, pauses, extensions, the end.
 *
 * <p>Runs inside the engine's transaction, under the dossier's lock.
 */
@Component
class DossierSteps {
  private final DossierJournal journal;
  private final SupplementStore supplements;
  private final SlaClocks clocks;
  private final Catalogue catalogue;
  private final ProcessRuntime runtime;
  private final ApplicationEventPublisher events;

  DossierSteps(
      DossierJournal journal,
      SupplementStore supplements,
      SlaClocks clocks,
      Catalogue catalogue,
      ProcessRuntime runtime,
      ApplicationEventPublisher events) {
    this.journal = journal;
    this.supplements = supplements;
    this.clocks = clocks;
    this.catalogue = catalogue;
    this.runtime = runtime;
    this.events = events;
  }

  @EventListener
  void on(Announcement announcement) {
    DossierCode code = announcement.dossier();
    Instant at = announcement.at();
    Said said = Said.of(announcement.payload());
    switch (announcement.step()) {
      case "pause_clock" -> pause(code, said, at);
      case "resume_clock" -> resume(code, said, at);
      case "extend_limit" -> extend(code, said, at);
      case "record_resolution" -> resolve(code, said, at);
      case "record_refusal" -> refuse(code, said, at);
      case "record_withdrawal" ->
          end(code, LifecycleStep.WITHDRAW, Fact.of("WITHDRAWN", at, said.by()));
      case "record_stop" -> stop(code, said, at);
      case "record_return" -> {
        journal.take(
            code,
            LifecycleStep.RETURN,
            Fact.of("RETURNED", at, said.by()),
            new DossierStore.RowChange(null, at, null));
        events.publishEvent(new DossierReturned(code, at));
      }
      default -> {
        // an announcement that other modules listen to
      }
    }
  }

  /** Who said what before the step was reached. */
  record Said(Actor by, @Nullable StepPayload payload) {
    static Said of(@Nullable Object payload) {
      return payload instanceof Said said ? said : new Said(new Actor.Automaton("process"), null);
    }
  }

  private void pause(DossierCode code, Said said, Instant at) {
    if (said.payload() instanceof StepPayload.SupplementOrder order) {
      int no = nextSupplement(code, order);
      supplements.insert(
          new SupplementRequest(
              code,
              no,
              order.items(),
              order.reason(),
              order.deadlineOn(),
              order.legalBasis(),
              order.document(),
              said.by().name(),
              at,
              null),
          order);
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
          Fact.of("SUPPLEMENT_REQUESTED", at, said.by()).with(facts));
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
                  Map.of(
                      "document", notice.document(),
                      "reason", notice.reason(),
                      "legalBasis", notice.legalBasis())));
    } else {
      throw missing(code, "pause_clock");
    }
  }

  private int nextSupplement(DossierCode code, StepPayload.SupplementOrder order) {
    Dossier dossier = journal.lock(code);
    int no = supplements.of(code).size() + 1;
    int allowed = catalogue.version(dossier.pins().procedure()).maxSupplementRequests();
    if (no > allowed && (order.approver() == null || order.approver().isBlank())) {
      throw Failure.badInput("dossiers", "supplement-needs-approver", "no", no, "allowed", allowed);
    }
    return no;
  }

  private void resume(DossierCode code, Said said, Instant at) {
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

  private void extend(DossierCode code, Said said, Instant at) {
    if (!(said.payload() instanceof StepPayload.Extension extension)) {
      throw missing(code, "extend_limit");
    }
    clocks.adjust(
        code,
        new DueDateAdjustment.StatutoryExtension(
            extension.by(), said.by(), extension.legalBasis(), extension.document()),
        at);
    journal.note(
        code,
        Fact.of("LIMIT_EXTENDED", at, said.by())
            .with(
                Map.of(
                    "by", extension.by().text(),
                    "reason", extension.reason(),
                    "legalBasis", extension.legalBasis(),
                    "document", extension.document())));
  }

  private void resolve(DossierCode code, Said said, Instant at) {
    if (!(said.payload() instanceof StepPayload.Resolution resolution)) {
      throw missing(code, "record_resolution");
    }
    Dossier dossier =
        journal.take(
            code,
            LifecycleStep.RESOLVE,
            Fact.of("RESOLVED", at, said.by())
                .with(
                    Map.of(
                        "resultCode", resolution.resultCode(),
                        "resultDocument", resolution.resultDocument(),
                        "signer", resolution.signer())),
            new DossierStore.RowChange(
                new Dossier.Result(
                    at, resolution.resultCode(), resolution.resultDocument(), resolution.signer()),
                null,
                null));
    clocks.stop(code, at);
    events.publishEvent(new DossierResolved(code, at, at));
    tellParent(dossier);
  }

  private void tellParent(Dossier dossier) {
    if (dossier.parent() != null) {
      runtime.correlate(dossier.parent(), "leg_finished_" + Objects.requireNonNull(dossier.leg()));
    }
  }

  private void refuse(DossierCode code, Said said, Instant at) {
    if (!(said.payload() instanceof StepPayload.Refusal refusal)) {
      throw missing(code, "record_refusal");
    }
    end(
        code,
        LifecycleStep.REFUSE,
        Fact.of("REFUSED", at, said.by())
            .with(Map.of("reason", refusal.reason(), "document", refusal.document())));
  }

  private void stop(DossierCode code, Said said, Instant at) {
    Map<String, Object> facts =
        said.payload() instanceof StepPayload.Stop stop
            ? Map.of("reason", stop.reason(), "document", stop.document())
            : Map.of();
    end(code, LifecycleStep.STOP, Fact.of("STOPPED", at, said.by()).with(facts));
  }

  private void end(DossierCode code, LifecycleStep step, Fact fact) {
    Dossier dossier =
        journal.take(code, step, fact, new DossierStore.RowChange(null, null, fact.at()));
    clocks.stop(code, fact.at());
    events.publishEvent(new DossierEnded(code, dossier.state(), fact.at()));
    tellParent(dossier);
  }

  private static Failure missing(DossierCode code, String step) {
    return Failure.badInput("dossiers", "step-needs-facts", "step", step, "code", code.value());
  }
}
