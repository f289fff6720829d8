package onestop.desk.notes;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import onestop.agencies.Accounts;
import onestop.agencies.Agencies;
import onestop.agencies.ByGivenName;
import onestop.agencies.Officer;
import onestop.agencies.Role;
import onestop.desk.Caller;
import onestop.desk.reading.Disclosure;
import onestop.desk.reading.DossierAccess;
import onestop.desk.reading.ReadingScope.Reading;
import onestop.desk.reading.ReadingScopes;
import onestop.dossiers.DossierParties;
import onestop.kernel.AgencyCode;
import onestop.kernel.DossierCode;
import onestop.kernel.Failure;
import onestop.kernel.OfficerId;
import onestop.notes.Mention;
import onestop.notes.MentionedNames;
import onestop.notes.Note;
import onestop.notes.Notes;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/**
 * Notes as officers use them: those who work on a dossier write, whoever reads the dossier reads
 * them. A note mentions colleagues who work on the dossier, by {@code @} and the login name.
 */
@Service
public final class NoteBook {
  private static final Set<Role> HEADS = EnumSet.of(Role.UNIT_HEAD, Role.HEAD_OF_AGENCY);

  private final Notes notes;
  private final DossierAccess access;
  private final DossierParties parties;
  private final Disclosure disclosure;
  private final Agencies agencies;
  private final Accounts accounts;
  private final Clock clock;

  NoteBook(
      Notes notes,
      DossierAccess access,
      DossierParties parties,
      Disclosure disclosure,
      Agencies agencies,
      Accounts accounts,
      Clock clock) {
    this.notes = notes;
    this.access = access;
    this.parties = parties;
    this.disclosure = disclosure;
    this.agencies = agencies;
    this.accounts = accounts;
    this.clock = clock;
  }

  /** A note with its earlier texts, and what the caller may do with it. */
  public record Entry(Note note, List<Note.Earlier> earlier, Set<Act> acts) {}

  /**
   * What an officer types.
   *
   * @param remindOn the day from which it comes back to its author; null for none
   */
  public record Typed(String text, @Nullable LocalDate remindOn) {}

  /** What an officer does with a note. */
  public enum Act {
    EDIT,
    STRIKE,
    RECORD
  }

  /** The notes of a dossier that the caller reads, oldest first. */
  public List<Entry> of(DossierCode dossier, Caller caller) {
    List<Note> all = notes.of(dossier);
    boolean head = !all.isEmpty() && heads(dossier, caller);
    return all.stream()
        .map(note -> new Entry(note, notes.earlier(note), acts(note, caller, head)))
        .toList();
  }

  private Set<Act> acts(Note note, Caller caller, boolean head) {
    Set<Act> acts = EnumSet.noneOf(Act.class);
    if (notes.mayEdit(note, caller.id())) {
      acts.add(Act.EDIT);
    }
    if (Notes.mayStrike(note, caller.id())) {
      acts.add(Act.STRIKE);
    }
    if (head && note.struckAt() == null && note.recorded() == null) {
      acts.add(Act.RECORD);
    }
    return acts;
  }

  /** Whether the caller works on the dossier, and therefore writes notes on it. */
  public boolean mayWrite(DossierCode dossier, Caller caller) {
    return access.of(caller, dossier) == Reading.OPEN;
  }

  /** The colleagues whom a note may mention, by name; without the caller. */
  public List<Officer> colleagues(DossierCode dossier, Caller caller) {
    Map<OfficerId, Officer> working = new LinkedHashMap<>();
    for (AgencyCode agency : parties.of(dossier)) {
      agencies.officers(agency).stream()
          .filter(officer -> !Collections.disjoint(officer.roles(), ReadingScopes.WORKING))
          .filter(officer -> !officer.id().equals(caller.id()) && !isShut(officer))
          .forEach(officer -> working.put(officer.id(), officer));
    }
    List<Officer> sorted = new ArrayList<>(working.values());
    sorted.sort(new ByGivenName());
    return List.copyOf(sorted);
  }

  /**
   * Writes a note.
   *
   * @throws Failure {@code desk/note-not-working} if the caller only oversees the dossier; {@code
   *     desk/note-mention-unknown}, {@code desk/note-mention-closed}, {@code
   *     desk/note-mention-shut} for somebody who cannot be mentioned; and those of {@link
   *     Notes#tidied}
   */
  public Note write(DossierCode dossier, Typed typed, Caller caller) {
    requireWorking(dossier, caller);
    return notes.write(dossier, draft(dossier, typed), caller.actor());
  }

  /** Edits a note; throws as {@link #write} and {@link Notes#edit}. */
  public void edit(Note.Place place, Typed typed, Caller caller) {
    requireWorking(place.dossier(), caller);
    notes.edit(place, draft(place.dossier(), typed), caller.actor());
  }

  private Note.Draft draft(DossierCode dossier, Typed typed) {
    String text = Notes.tidied(typed.text());
    return new Note.Draft(text, mentioned(dossier, text), typed.remindOn());
  }

  /** The caller's notes that come back today, of dossiers on which the caller still works. */
  public List<Note> reminders(Caller caller) {
    List<Note> all = notes.reminders(caller.id());
    Disclosure.Readings readings =
        disclosure.readings(caller, all.stream().map(Note::dossier).toList());
    return all.stream().filter(note -> readings.names(note.dossier())).toList();
  }

  /** Says that the caller has dealt with a reminder; throws as {@link Notes#reminded}. */
  public void reminded(Note.Place place, Caller caller) {
    requireOpen(place, caller);
    notes.reminded(place, caller.actor());
  }

  /** Strikes a note out; throws as {@link Notes#strike}. */
  public void strike(Note.Place place, Caller caller) {
    requireWorking(place.dossier(), caller);
    notes.strike(place, caller.actor());
  }

  /**
   * Puts a note on the dossier's record.
   *
   * @throws Failure {@code desk/note-heads-only}, and as {@link Notes#record}
   */
  public void record(Note.Place place, Caller caller) {
    requireWorking(place.dossier(), caller);
    if (!heads(place.dossier(), caller)) {
      throw Failure.forbidden("desk", "note-heads-only");
    }
    notes.record(place, caller.actor());
  }

  private boolean heads(DossierCode dossier, Caller caller) {
    Set<AgencyCode> working = parties.of(dossier);
    return agencies.posts(caller.id(), clock.instant()).stream()
        .anyMatch(post -> HEADS.contains(post.role()) && working.contains(post.agency()));
  }

  /**
   * One note of a dossier that the caller reads.
   *
   * @throws Failure {@code notes/no-such-note}
   */
  public Entry get(Note.Place place, Caller caller) {
    return of(place.dossier(), caller).stream()
        .filter(entry -> entry.note().no() == place.no())
        .findFirst()
        .orElseThrow(() -> Notes.none(place));
  }

  /** A dossier that the caller does not read has no notes, as one that does not exist. */
  private void requireOpen(Note.Place place, Caller caller) {
    if (!mayWrite(place.dossier(), caller)) {
      throw Notes.none(place);
    }
  }

  private void requireWorking(DossierCode dossier, Caller caller) {
    if (!mayWrite(dossier, caller)) {
      throw Failure.forbidden("desk", "note-not-working", "code", dossier.value());
    }
  }

  /** Whether the officer can log in no more. */
  private boolean isShut(Officer officer) {
    return accounts.find(officer.id()).filter(one -> one.disabledAt() != null).isPresent();
  }

  private Set<OfficerId> mentioned(DossierCode dossier, String text) {
    Set<OfficerId> mentioned = new LinkedHashSet<>();
    for (String login : MentionedNames.in(text)) {
      Officer officer =
          agencies
              .find(new OfficerId(login))
              .orElseThrow(() -> Failure.badInput("desk", "note-mention-unknown", "login", login));
      if (access.of(new Caller(officer, officer.roles()), dossier) != Reading.OPEN) {
        throw Failure.badInput(
            "desk", "note-mention-closed", "name", officer.name(), "login", login);
      }
      if (isShut(officer)) {
        throw Failure.badInput("desk", "note-mention-shut", "name", officer.name(), "login", login);
      }
      mentioned.add(officer.id());
    }
    return mentioned;
  }

  /** The mentions of the caller, unseen first, of dossiers on which the caller still works. */
  public List<Mention> mentions(Caller caller) {
    List<Mention> all = notes.mentions(caller.id());
    Disclosure.Readings readings =
        disclosure.readings(caller, all.stream().map(Mention::dossier).toList());
    return all.stream().filter(mention -> readings.names(mention.dossier())).toList();
  }

  /** The number of mentions in {@link #mentions} that the caller has not seen. */
  public long unseen(Caller caller) {
    return notes.unseen(caller.id()) == 0
        ? 0
        : mentions(caller).stream().filter(mention -> mention.seenAt() == null).count();
  }

  /** Says that the caller has seen a mention; throws as {@link Notes#seen}. */
  public void seen(Note.Place place, Caller caller) {
    requireOpen(place, caller);
    notes.seen(place, caller.id());
  }
}
