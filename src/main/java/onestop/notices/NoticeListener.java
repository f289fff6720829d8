package onestop.notices;

import onestop.agencies.Agencies;
import onestop.agencies.Post;
import onestop.dossiers.consultations.ConsultationChanged;
import onestop.dossiers.steps.Reassigning.WorkForOfficer;
import onestop.kernel.Actor;
import onestop.kernel.DomainListener;
import onestop.kernel.OfficerId;
import onestop.notes.NoteChanged;
import onestop.notices.Notice.Kind;
import onestop.notices.Notice.Told;
import org.springframework.stereotype.Component;

/** Tells officers of what others do, in the transaction that does it. */
@Component
class NoticeListener {
  private final NoticeStore store;
  private final Agencies agencies;

  NoticeListener(NoticeStore store, Agencies agencies) {
    this.store = store;
    this.agencies = agencies;
  }

  @DomainListener(phase = DomainListener.READ_MODELS, writes = "notice")
  void on(WorkForOfficer event) {
    if (event.isOwnAct()) {
      return;
    }
    Kind kind = event.cause() == WorkForOfficer.Cause.GIVEN ? Kind.WORK_GIVEN : Kind.WORK_RETURNED;
    store.add(
        new Told(
            event.officer(),
            kind,
            event.dossier(),
            event.workItemId() + " " + event.at().toEpochMilli(),
            event.by() instanceof Actor.Officer by ? by.id() : null,
            ""),
        event.at());
  }

  @DomainListener(phase = DomainListener.READ_MODELS, writes = "notice")
  void on(NoteChanged event) {
    for (OfficerId officer : event.mentioned()) {
      if (!officer.equals(event.author())) {
        store.add(
            new Told(
                officer,
                Kind.MENTIONED,
                event.dossier(),
                event.dossier().value() + " " + event.no(),
                event.author(),
                Integer.toString(event.no())),
            event.at());
      }
    }
  }

  /** Tells the asked officers of a question, and the asking officer of what became of it. */
  @DomainListener(phase = DomainListener.READ_MODELS, writes = "notice")
  void on(ConsultationChanged event) {
    switch (event.change()) {
      case ASKED -> tellAsked(event, Kind.OPINION_ASKED);
      case REMINDED -> tellAsked(event, Kind.OPINION_REMINDED);
      case WITHDRAWN -> tellAsked(event, Kind.OPINION_WITHDRAWN);
      case PASSED_ON -> {
        tellAsked(event, Kind.OPINION_ASKED);
        tell(event, Kind.OPINION_PASSED_ON, event.question().askedBy().id());
      }
      case ANSWERED -> tell(event, Kind.OPINION_GIVEN, event.question().askedBy().id());
    }
  }

  private void tellAsked(ConsultationChanged event, Kind kind) {
    Post asked = event.question().asked();
    agencies.officers(asked.agency()).stream()
        .filter(officer -> agencies.signature(officer.id(), asked, event.at()).isPresent())
        .forEach(officer -> tell(event, kind, officer.id()));
  }

  private void tell(ConsultationChanged event, Kind kind, OfficerId officer) {
    if (!officer.equals(event.by().id())) {
      int no = event.question().place().no();
      store.add(
          new Told(
              officer,
              kind,
              event.dossier(),
              event.dossier().value() + " " + no + " " + event.question().passedOn(),
              event.by().id(),
              Integer.toString(no)),
          event.at());
    }
  }
}
