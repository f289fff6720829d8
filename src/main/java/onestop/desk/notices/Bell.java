package onestop.desk.notices;

import java.util.List;
import java.util.Optional;
import onestop.desk.Caller;
import onestop.inbox.Inbox;
import onestop.kernel.DossierCode;
import onestop.kernel.Failure;
import onestop.notes.Note;
import onestop.notes.Notes;
import onestop.notices.MailChoice;
import onestop.notices.MailChoice.When;
import onestop.notices.Notice;
import onestop.notices.Notice.Kind;
import onestop.notices.Notices;
import org.springframework.stereotype.Service;

/** The notices of the caller. */
@Service
public final class Bell {
  private final Notices notices;
  private final Notes notes;
  private final Inbox inbox;

  Bell(Notices notices, Notes notes, Inbox inbox) {
    this.notices = notices;
    this.notes = notes;
    this.inbox = inbox;
  }

  /** The number of unread notices, counted up to {@value Notices#MOST}. */
  public int unread(Caller caller) {
    return notices.unread(caller.id());
  }

  /** The newest notices first. */
  public List<Notice> of(Caller caller) {
    return notices.of(caller.id());
  }

  /**
   * Marks a notice as read, and the mention that it is about as seen.
   *
   * @throws Failure {@code notices/no-such-notice} if the caller has none of that number
   */
  public Notice read(long id, Caller caller) {
    Notice notice = notices.read(id, caller.id());
    DossierCode dossier = notice.dossier();
    if (notice.kind() == Kind.MENTIONED && dossier != null) {
      notes.seen(new Note.Place(dossier, Integer.parseInt(notice.detail())), caller.id());
    }
    return notice;
  }

  /** The id of the work item that a notice is about, if it is about one that still waits. */
  public Optional<String> item(Notice notice) {
    return switch (notice.kind()) {
      case WORK_GIVEN, WORK_RETURNED, REMINDED ->
          inbox.find(notice.subject().split(" ")[0]).map(row -> row.workItemId());
      case LETTERS_DUE,
          ESCALATED,
          MENTIONED,
          NOTE_DUE,
          OPINION_ASKED,
          OPINION_REMINDED,
          OPINION_WITHDRAWN,
          OPINION_PASSED_ON,
          OPINION_GIVEN,
          OPINION_LAPSED,
          ABSENCE,
          ABSENCE_ENDED ->
          Optional.empty();
    };
  }

  /** Marks all notices up to that number as read. */
  public void readUpTo(long last, Caller caller) {
    notices.readUpTo(last, caller.id());
  }

  /** Whether and when the caller gets the notices by mail. */
  public MailChoice choice(Caller caller) {
    return notices.choice(caller.id());
  }

  /** Chooses it; throws as {@link Notices#choose}. */
  public void choose(When when, String address, String language, Caller caller) {
    notices.choose(caller.id(), when, address, language);
  }
}
