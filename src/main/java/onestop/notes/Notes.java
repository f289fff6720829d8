// Over 300 lines: every command on notes, each with its checks, and what is read of them.
package onestop.notes;

import java.text.Normalizer;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import onestop.dossiers.life.DossierJournal;
import onestop.dossiers.life.DossierJournal.Fact;
import onestop.engine.CommandGateway;
import onestop.engine.CommandGateway.Target;
import onestop.forms.SoundText;
import onestop.kernel.Actor;
import onestop.kernel.DossierCode;
import onestop.kernel.Failure;
import onestop.kernel.OfficerId;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The notes on dossiers. Each command locks its dossier; who may read or write is decided by the
 * caller.
 */
@Service
public class Notes {
  private static final int MOST_MENTIONS_SHOWN = 200;

  private final NoteStore store;
  private final DossierJournal journal;
  private final CommandGateway gateway;
  private final ApplicationEventPublisher events;
  private final Clock clock;

  Notes(
      NoteStore store,
      DossierJournal journal,
      CommandGateway gateway,
      ApplicationEventPublisher events,
      Clock clock) {
    this.store = store;
    this.journal = journal;
    this.gateway = gateway;
    this.events = events;
    this.clock = clock;
  }

  /** The notes of a dossier, oldest first, those struck out included. */
  @Transactional(readOnly = true)
  public List<Note> of(DossierCode dossier) {
    return store.of(dossier);
  }

  /** The earlier texts of a note, oldest first. */
  @Transactional(readOnly = true)
  public List<Note.Earlier> earlier(Note note) {
    return note.version() == 1 ? List.of() : store.earlier(note.dossier(), note.no());
  }

  /**
   * The text as it is stored.
   *
   * @throws Failure {@code notes/empty}, {@code notes/too-long}; {@code forms/unsound} for
   *     characters that show other words than are stored
   */
  public static String tidied(String typed) {
    SoundText.require("text", typed);
    String text = Normalizer.normalize(typed.replace("\r\n", "\n").strip(), Normalizer.Form.NFC);
    if (text.isEmpty()) {
      throw Failure.badInput("notes", "empty");
    }
    if (text.length() > Note.LONGEST) {
      throw Failure.badInput("notes", "too-long", "length", text.length(), "max", Note.LONGEST);
    }
    return text;
  }

  /**
   * Writes a note.
   *
   * @throws Failure {@code notes/remind-day} for a day before today or more than a year ahead
   */
  public Note write(DossierCode dossier, Note.Draft draft, Actor.Officer author) {
    requireDay(draft.remindOn());
    return under(
        dossier,
        () -> {
          Instant now = now();
          int no = store.of(dossier).size() + 1;
          Note note =
              new Note(
                  dossier,
                  no,
                  author.id(),
                  author.agency(),
                  draft.text(),
                  1,
                  now,
                  null,
                  null,
                  draft.remindOn(),
                  null);
          store.insert(note);
          publish(note, "", draft.text(), store.mention(note, draft.mentioned(), now));
          return note;
        });
  }

  /**
   * Edits a note; the text so far is kept. Whom it mentioned before stays mentioned.
   *
   * @throws Failure {@code notes/no-such-note}, {@code notes/not-yours}, {@code notes/struck},
   *     {@code notes/on-record}; {@code notes/next-day} after the day on which it was written
   */
  public void edit(Note.Place place, Note.Draft draft, Actor.Officer author) {
    requireDay(draft.remindOn());
    String text = draft.text();
    under(
        place.dossier(),
        () -> {
          Note note = standing(place, author.id());
          Instant now = now();
          if (!day(note.writtenAt()).equals(day(now))) {
            throw Failure.conflict("notes", "next-day");
          }
          store.remind(note, draft.remindOn());
          if (!note.text().equals(text)) {
            store.edit(note, text, now);
            publish(note, note.text(), text, store.mention(note, draft.mentioned(), now));
          }
          return note;
        });
  }

  /**
   * Strikes a note out: its text stays readable, and it mentions nobody any more.
   *
   * @throws Failure as {@link #edit}, whatever the day
   */
  public void strike(Note.Place place, Actor.Officer author) {
    under(
        place.dossier(),
        () -> {
          Note note = standing(place, author.id());
          Instant now = now();
          store.strike(note, now);
          publish(note, note.text(), "", List.of());
          return note;
        });
  }

  /**
   * Puts a note on record: it becomes an event of the dossier, with its author, and is edited and
   * struck out no more.
   *
   * @throws Failure {@code notes/no-such-note}, {@code notes/struck}, {@code notes/on-record}
   */
  public void record(Note.Place place, Actor.Officer head) {
    under(
        place.dossier(),
        () -> {
          Note note = standing(place);
          Instant now = now();
          journal.note(
              note.dossier(),
              Fact.of("NOTE_RECORDED", now, head)
                  .with(
                      Map.of(
                          "note", note.text(),
                          "author", note.author().value(),
                          "writtenAt", note.writtenAt().toString())));
          store.record(note, head.id(), now);
          return note;
        });
  }

  /** The notes that come back to their author today or should have come back before. */
  @Transactional(readOnly = true)
  public List<Note> reminders(OfficerId author) {
    return store.reminders(author, day(clock.instant()));
  }

  /** The notes of all authors that come back on that very day. */
  @Transactional(readOnly = true)
  public List<Note> dueOn(LocalDate day) {
    return store.dueOn(day);
  }

  /**
   * Says that the author has dealt with a reminder, or wants none any more.
   *
   * @throws Failure {@code notes/no-such-note}, {@code notes/not-yours}
   */
  public void reminded(Note.Place place, Actor.Officer author) {
    under(
        place.dossier(),
        () -> {
          Note note = there(place);
          if (!note.author().equals(author.id())) {
            throw Failure.forbidden("notes", "not-yours");
          }
          store.remind(note, null);
          return note;
        });
  }

  private void requireDay(@Nullable LocalDate on) {
    LocalDate today = day(clock.instant());
    if (on != null && (on.isBefore(today) || on.isAfter(today.plusYears(1)))) {
      throw Failure.badInput("notes", "remind-day", "day", on, "from", today);
    }
  }

  /** The failure of a note that does not exist. */
  public static Failure none(Note.Place place) {
    return Failure.notFound("notes", "no-such-note", "no", place.no());
  }

  private Note there(Note.Place place) {
    return store.find(place.dossier(), place.no()).orElseThrow(() -> none(place));
  }

  private Note under(DossierCode dossier, Supplier<Note> work) {
    return gateway.run(
        new Target.RecordOf(dossier),
        () -> {
          journal.lock(dossier);
          return work.get();
        });
  }

  private Note standing(Note.Place place) {
    Note note = there(place);
    if (note.struckAt() != null) {
      throw Failure.conflict("notes", "struck");
    }
    if (note.recorded() != null) {
      throw Failure.conflict("notes", "on-record");
    }
    return note;
  }

  private Note standing(Note.Place place, OfficerId author) {
    Note note = standing(place);
    if (!note.author().equals(author)) {
      throw Failure.forbidden("notes", "not-yours");
    }
    return note;
  }

  private void publish(Note note, String before, String after, List<OfficerId> mentioned) {
    events.publishEvent(
        new NoteChanged(
            note.dossier(), note.no(), note.author(), before, after, Set.copyOf(mentioned), now()));
  }

  /** The mentions of an officer, unseen first, then newest first; not all of a long past. */
  @Transactional(readOnly = true)
  public List<Mention> mentions(OfficerId officer) {
    return store.mentions(officer, MOST_MENTIONS_SHOWN);
  }

  /** The number of mentions that the officer has not seen. */
  @Transactional(readOnly = true)
  public long unseen(OfficerId officer) {
    return store.unseen(officer);
  }

  /**
   * Says that an officer has seen a mention; again changes nothing.
   *
   * @throws Failure {@code notes/no-such-note} if that note does not mention the officer
   */
  @Transactional
  public void seen(Note.Place place, OfficerId officer) {
    if (!store.seen(officer, place.dossier(), place.no(), now())) {
      throw none(place);
    }
  }

  /** Whether the officer may still edit the note: its author, on its day, while it stands. */
  public boolean mayEdit(Note note, OfficerId officer) {
    return mayStrike(note, officer) && day(note.writtenAt()).equals(day(clock.instant()));
  }

  /** Whether the officer may strike the note out: its author, while it stands off the record. */
  public static boolean mayStrike(Note note, OfficerId officer) {
    return note.author().equals(officer) && note.struckAt() == null && note.recorded() == null;
  }

  private LocalDate day(Instant at) {
    return at.atZone(clock.getZone()).toLocalDate();
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }
}
