package onestop.notices;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import onestop.agencies.Agencies;
import onestop.agencies.Officer;
import onestop.agencies.Post;
import onestop.agencies.Role;
import onestop.dossiers.consultations.Consultations;
import onestop.escalation.Escalation;
import onestop.escalation.Escalations;
import onestop.inbox.Inbox;
import onestop.inbox.InboxItem;
import onestop.kernel.OfficerId;
import onestop.node.EachAlone;
import onestop.notes.Note;
import onestop.notes.Notes;
import onestop.notices.Notice.Kind;
import onestop.notices.Notice.Told;
import org.springframework.stereotype.Component;

/**
 * Tells officers of what nobody does to them: of letters and own notes on their day, and soon after
 * it, of escalations and of questions without an answer. A round that runs again, or on two nodes,
 * tells nothing twice.
 */
@Component
public class NoticeGathering {
  /** How far a round looks back: longer than any pause between two rounds that is not a fault. */
  private static final Duration BACK = Duration.ofDays(1);

  private final Notices notices;
  private final Inbox inbox;
  private final Notes notes;
  private final Escalations escalations;
  private final Consultations consultations;
  private final Agencies agencies;
  private final Clock clock;

  NoticeGathering(
      Notices notices,
      Inbox inbox,
      Notes notes,
      Escalations escalations,
      Consultations consultations,
      Agencies agencies,
      Clock clock) {
    this.notices = notices;
    this.inbox = inbox;
    this.notes = notes;
    this.escalations = escalations;
    this.consultations = consultations;
    this.agencies = agencies;
    this.clock = clock;
  }

  /** Of escalations that were raised since a day ago, tells the officers whom they address. */
  public void escalations() {
    EachAlone.of(escalations.since(clock.instant().minus(BACK)), this::tell);
  }

  private void tell(Escalation raised) {
    for (String name : raised.recipients()) {
      agencies
          .find(new OfficerId(name))
          .ifPresent(
              officer ->
                  notices.tell(
                      new Told(
                          officer.id(),
                          Kind.ESCALATED,
                          raised.dossier(),
                          String.join(
                              " ",
                              raised.dossier().value(),
                              Integer.toString(raised.appointmentNo()),
                              raised.level().name()),
                          null,
                          raised.level().name())));
    }
  }

  /** Of questions whose day ended since a day ago, tells the officers who asked. */
  public void lapsedOpinions() {
    EachAlone.of(
        consultations.lapsedSince(clock.instant().minus(BACK)),
        question ->
            notices.tell(
                new Told(
                    question.askedBy().id(),
                    Kind.OPINION_LAPSED,
                    question.place().dossier(),
                    question.place().dossier().value() + " " + question.place().no(),
                    null,
                    Integer.toString(question.place().no()))));
  }

  /** Of letters that are due today and of own notes that come back today. */
  public void day() {
    Instant now = clock.instant();
    LocalDate today = now.atZone(clock.getZone()).toLocalDate();
    List<Told> all = new ArrayList<>(letters(today, now));
    for (Note note : notes.dueOn(today)) {
      all.add(
          new Told(
              note.author(),
              Kind.NOTE_DUE,
              note.dossier(),
              note.dossier().value() + " " + note.no() + " " + today,
              null,
              Integer.toString(note.no())));
    }
    EachAlone.of(all, notices::tell);
  }

  private List<Told> letters(LocalDate today, Instant now) {
    Map<OfficerId, Integer> letters = new LinkedHashMap<>();
    Instant until = today.plusDays(1).atStartOfDay(clock.getZone()).toInstant();
    for (InboxItem item : inbox.letters(until)) {
      addressed(item, now).forEach(officer -> letters.merge(officer, 1, Integer::sum));
    }
    return letters.entrySet().stream()
        .map(
            one ->
                new Told(
                    one.getKey(),
                    Kind.LETTERS_DUE,
                    null,
                    today.toString(),
                    null,
                    Integer.toString(one.getValue())))
        .toList();
  }

  /** The holder of a letter's item; while it is free, everyone who serves its desk. */
  private List<OfficerId> addressed(InboxItem item, Instant now) {
    OfficerId holder = item.assignee();
    if (holder != null) {
      return List.of(holder);
    }
    Post desk = new Post(item.agency(), Role.ofCode(item.role()).orElseThrow());
    return agencies.officers(item.agency()).stream()
        .filter(officer -> agencies.signature(officer.id(), desk, now).isPresent())
        .map(Officer::id)
        .toList();
  }
}
