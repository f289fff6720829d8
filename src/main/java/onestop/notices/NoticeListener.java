package onestop.notices;

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

  NoticeListener(NoticeStore store) {
    this.store = store;
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
}
