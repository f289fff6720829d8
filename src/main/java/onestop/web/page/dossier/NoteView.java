package onestop.web.page.dossier;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import onestop.desk.notes.NoteBook;
import onestop.desk.notes.NoteBook.Act;
import onestop.kernel.DossierCode;
import onestop.kernel.OfficerId;
import onestop.notes.MentionedNames;
import onestop.notes.Note;
import onestop.web.login.SignedIn;
import onestop.web.page.InsertedBlocks;
import onestop.web.page.Names;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;

/**
 * A note in words.
 *
 * @param text with the names of those whom it mentions
 * @param typed as its author typed it
 * @param remindOn when it comes back to the reader, who is its author; null otherwise
 * @param recordedBy the name of who put it on record; null if nobody did
 */
record NoteView(
    int no,
    String author,
    String text,
    String typed,
    Instant at,
    @Nullable Instant editedAt,
    boolean struck,
    @Nullable LocalDate remindOn,
    @Nullable String recordedBy,
    List<Note.Earlier> earlier,
    boolean mayEdit,
    boolean mayStrike,
    boolean mayRecord) {

  /** A colleague whom a note may mention. */
  record Colleague(String login, String name) {}

  /** Makes views of notes. */
  @Component
  static final class Writer {
    private final NoteBook book;
    private final InsertedBlocks blocks;
    private final Names names;

    Writer(NoteBook book, InsertedBlocks blocks, Names names) {
      this.blocks = blocks;
      this.book = book;
      this.names = names;
    }

    /** Adds the notes of a dossier to its page. */
    void tell(DossierCode dossier, SignedIn reader, Model model) {
      model.addAttribute(
          "notes", book.of(dossier, reader.caller()).stream().map(this::view).toList());
      boolean writes = book.mayWrite(dossier, reader.caller());
      model.addAttribute("mayNote", writes);
      model.addAttribute("blocks", writes ? blocks.offered(reader) : List.of());
      model.addAttribute(
          "colleagues",
          writes
              ? book.colleagues(dossier, reader.caller()).stream()
                  .map(
                      officer ->
                          new Colleague(
                              officer.id().value(), officer.name() + ", " + officer.titleVi()))
                  .toList()
              : List.of());
    }

    private NoteView view(NoteBook.Entry entry) {
      Note note = entry.note();
      Note.Recorded recorded = note.recorded();
      return new NoteView(
          note.no(),
          names.officer(note.author()) + ", " + names.agency(note.agency()),
          named(note.text()),
          note.text(),
          note.writtenAt(),
          note.editedAt(),
          note.struckAt() != null,
          entry.acts().contains(Act.STRIKE) ? note.remindOn() : null,
          recorded == null ? null : names.officer(recorded.by()),
          entry.earlier().stream()
              .map(one -> new Note.Earlier(one.version(), named(one.text()), one.at()))
              .toList(),
          entry.acts().contains(Act.EDIT),
          entry.acts().contains(Act.STRIKE),
          entry.acts().contains(Act.RECORD));
    }

    /** The text with the names of those whom it mentions. */
    String named(String text) {
      return MentionedNames.replaced(text, login -> names.officer(new OfficerId(login)));
    }
  }
}
