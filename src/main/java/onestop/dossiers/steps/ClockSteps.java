package onestop.dossiers.steps;

import java.time.Instant;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import onestop.calendar.Calendars;
import onestop.dossiers.life.Dossier;
import onestop.dossiers.life.DossierJournal;
import onestop.dossiers.life.DossierJournal.Fact;
import onestop.dossiers.life.DossierState;
import onestop.dossiers.life.LifecycleStep;
import onestop.dossiers.life.OfficialSignature;
import onestop.dossiers.life.SupplementRequest;
import onestop.dossiers.life.SupplementStore;
import onestop.engine.Announcement;
import onestop.engine.AnnouncementOwner;
import onestop.kernel.Actor;
import onestop.kernel.DossierCode;
import onestop.procedures.AnnouncedStep;
import onestop.sla.SlaClocks;
import onestop.sla.clock.ClockPause;
import onestop.sla.clock.DueDateAdjustment;
import org.springframework.stereotype.Component;

/**
 * Carries out the legal effects of the announced steps that move a due date: pauses, resumptions,
 * extensions and agreed dates.
 *
 * <p>Runs inside the engine's transaction, under the dossier's lock.
 */
@Component
class ClockSteps implements AnnouncementOwner {
  private static final Set<AnnouncedStep> OWN =
      EnumSet.of(AnnouncedStep.PAUSE_CLOCK, AnnouncedStep.RESUME_CLOCK, AnnouncedStep.EXTEND_LIMIT);

  private final DossierJournal journal;
  private final SupplementStore supplements;
  private final SlaClocks clocks;
  private final Calendars calendars;

  ClockSteps(
      DossierJournal journal, SupplementStore supplements, SlaClocks clocks, Calendars calendars) {
    this.journal = journal;
    this.supplements = supplements;
    this.clocks = clocks;
    this.calendars = calendars;
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
      default -> throw new IllegalArgumentException(announcement.step() + " has another owner");
    }
  }

  private void pause(DossierCode code, Completed said, Instant at) {
    if (said.payload() instanceof StepPayload.SupplementOrder order) {
      askForPapers(code, said, order, at);
    } else if (said.payload() instanceof StepPayload.FinanceNotice notice) {
      clocks.pause(code, order(ClockPause.Kind.FINANCE, notice, said.by()), at);
      journal.take(
          code,
          LifecycleStep.REQUEST_PAYMENT,
          Fact.of("PAYMENT_REQUESTED", at, said.by()).with(said.with(notice.values())));
    } else if (said.payload() instanceof StepPayload.PostedNotice notice) {
      clocks.pause(code, order(ClockPause.Kind.PUBLIC_POSTING, notice, said.by()), at);
      journal.take(
          code,
          LifecycleStep.POST_NOTICE,
          Fact.of("NOTICE_POSTED", at, said.by()).with(said.with(notice.values())));
    } else {
      throw Completed.without(code, AnnouncedStep.PAUSE_CLOCK);
    }
  }

  private static ClockPause.Order order(ClockPause.Kind kind, StepPayload notice, Actor by) {
    Map<String, Object> values = notice.values();
    return new ClockPause.Order(
        kind,
        by,
        String.valueOf(values.get("reason")),
        String.valueOf(values.get("legalBasis")),
        String.valueOf(values.get("document")));
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
      throw Completed.without(code, AnnouncedStep.EXTEND_LIMIT);
    }
  }
}
