package onestop.web.notes;

import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import onestop.desk.notes.NoteBook;
import onestop.kernel.DossierCode;
import onestop.notes.Note;
import onestop.web.login.SignedIn;
import onestop.web.reach.PersonalData;
import onestop.web.reach.PersonalData.Of;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The notes on a dossier; each act as on its page. */
@RestController
@RequestMapping("/api/v1/dossiers/{code}/notes")
@PersonalData(Of.DOSSIER)
class NotesApi {
  private final NoteBook book;

  NotesApi(NoteBook book) {
    this.book = book;
  }

  /**
   * A note; {@code @} and a login name mention a colleague.
   *
   * @param remindOn the day from which it comes back to its author
   */
  record NoteText(
      @NotBlank(message = "{web.field.required}")
          @Size(max = Note.LONGEST, message = "{web.field.too-long}")
          String text,
      @Nullable LocalDate remindOn) {
    private NoteBook.Typed typed() {
      return new NoteBook.Typed(text, remindOn);
    }
  }

  /** An earlier text. */
  record EarlierText(int version, String text, Instant at) {}

  /** A note. */
  record NoteBody(
      int no,
      String author,
      String agency,
      String text,
      Instant writtenAt,
      @Nullable Instant editedAt,
      @Nullable Instant struckAt,
      @Nullable String recordedBy,
      List<EarlierText> earlier) {
    private static NoteBody of(NoteBook.Entry entry) {
      Note note = entry.note();
      Note.Recorded recorded = note.recorded();
      return new NoteBody(
          note.no(),
          note.author().value(),
          note.agency().value(),
          note.text(),
          note.writtenAt(),
          note.editedAt(),
          note.struckAt(),
          recorded == null ? null : recorded.by().value(),
          entry.earlier().stream()
              .map(one -> new EarlierText(one.version(), one.text(), one.at()))
              .toList());
    }
  }

  /** The number of a new note. */
  record Written(int no) {}

  @GetMapping
  List<NoteBody> list(@PathVariable String code, @AuthenticationPrincipal SignedIn caller) {
    return book.of(new DossierCode(code), caller.caller()).stream().map(NoteBody::of).toList();
  }

  /** One note, to be changed under its entity tag. */
  @GetMapping("/{no}")
  NoteBody get(
      @PathVariable String code, @PathVariable int no, @AuthenticationPrincipal SignedIn caller) {
    return NoteBody.of(book.get(new Note.Place(new DossierCode(code), no), caller.caller()));
  }

  @PostMapping(consumes = "application/json")
  @ApiResponse(responseCode = "201")
  ResponseEntity<Written> write(
      @PathVariable String code,
      @Valid @RequestBody NoteText body,
      @AuthenticationPrincipal SignedIn caller) {
    Note note = book.write(new DossierCode(code), body.typed(), caller.caller());
    return ResponseEntity.created(URI.create("/api/v1/dossiers/" + code + "/notes/" + note.no()))
        .body(new Written(note.no()));
  }

  @PutMapping(path = "/{no}", consumes = "application/json")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void edit(
      @PathVariable String code,
      @PathVariable int no,
      @Valid @RequestBody NoteText body,
      @AuthenticationPrincipal SignedIn caller) {
    book.edit(new Note.Place(new DossierCode(code), no), body.typed(), caller.caller());
  }

  /** Strikes the note out. */
  @DeleteMapping("/{no}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void strike(
      @PathVariable String code, @PathVariable int no, @AuthenticationPrincipal SignedIn caller) {
    book.strike(new Note.Place(new DossierCode(code), no), caller.caller());
  }

  /** Puts the note on the dossier's record. */
  @PostMapping("/{no}/record")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void record(
      @PathVariable String code, @PathVariable int no, @AuthenticationPrincipal SignedIn caller) {
    book.record(new Note.Place(new DossierCode(code), no), caller.caller());
  }
}
