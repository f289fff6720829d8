package onestop.web.notes;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import onestop.desk.notes.NoteBook;
import onestop.kernel.DossierCode;
import onestop.notes.Mention;
import onestop.notes.Note;
import onestop.web.login.SignedIn;
import onestop.web.reach.PersonalData;
import onestop.web.reach.PersonalData.Of;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The notes that mention the caller. */
@RestController
@RequestMapping("/api/v1/mentions")
@PersonalData(Of.LISTED)
class MentionsApi {
  private final NoteBook book;

  MentionsApi(NoteBook book) {
    this.book = book;
  }

  /** A mention; {@code seenAt} is null until it was seen. */
  record MentionBody(
      String dossier,
      int no,
      String by,
      String text,
      Instant mentionedAt,
      @Nullable Instant seenAt) {
    private static MentionBody of(Mention mention) {
      return new MentionBody(
          mention.dossier().value(),
          mention.no(),
          mention.by().value(),
          mention.text(),
          mention.at(),
          mention.seenAt());
    }
  }

  /** Which note is meant. */
  record Seen(@NotBlank(message = "{web.field.required}") String dossier, int no) {}

  /** Unseen ones first, then the newest. */
  @GetMapping
  List<MentionBody> list(@AuthenticationPrincipal SignedIn caller) {
    return book.mentions(caller.caller()).stream().map(MentionBody::of).toList();
  }

  /** A note that comes back to its author. */
  record ReminderBody(String dossier, int no, String text, LocalDate remindOn) {
    private static ReminderBody of(Note note) {
      return new ReminderBody(
          note.dossier().value(), note.no(), note.text(), Objects.requireNonNull(note.remindOn()));
    }
  }

  /** The caller's own notes that come back today or should have come back before. */
  @GetMapping("/reminders")
  List<ReminderBody> reminders(@AuthenticationPrincipal SignedIn caller) {
    return book.reminders(caller.caller()).stream().map(ReminderBody::of).toList();
  }

  /** Ends a reminder. */
  @PostMapping(path = "/reminded", consumes = "application/json")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void reminded(@Valid @RequestBody Seen body, @AuthenticationPrincipal SignedIn caller) {
    book.reminded(new Note.Place(new DossierCode(body.dossier()), body.no()), caller.caller());
  }

  @PostMapping(path = "/seen", consumes = "application/json")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void seen(@Valid @RequestBody Seen body, @AuthenticationPrincipal SignedIn caller) {
    book.seen(new Note.Place(new DossierCode(body.dossier()), body.no()), caller.caller());
  }
}
