package onestop.web.page.dossier;

import jakarta.servlet.http.HttpServletResponse;
import onestop.desk.notes.NoteBook;
import onestop.desk.work.UnitTexts;
import onestop.kernel.DossierCode;
import onestop.kernel.Failure;
import onestop.notes.MentionedNames;
import onestop.notes.Note;
import onestop.web.login.SignedIn;
import onestop.web.page.Choices;
import onestop.web.page.Names;
import onestop.web.page.dossier.DossierAgain.Sent;
import onestop.web.reach.PersonalData;
import onestop.web.reach.PersonalData.Of;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The notes on a dossier's page; a refusal shows the page again with all that was typed. */
@Controller
@PersonalData(Of.DOSSIER)
class NotePages {
  private final NoteBook book;
  private final DossierAgain again;
  private final UnitTexts texts;
  private final Names names;

  NotePages(NoteBook book, DossierAgain again, UnitTexts texts, Names names) {
    this.texts = texts;
    this.book = book;
    this.again = again;
    this.names = names;
  }

  /**
   * What was typed.
   *
   * @param text the note
   * @param mention the login name of a colleague chosen beside it
   * @param remindOn a day as a browser sends it
   */
  record Typed(@Nullable String text, @Nullable String mention, @Nullable String remindOn) {
    NoteBook.Typed toNote() {
      return new NoteBook.Typed(whole(), Choices.day(remindOn));
    }

    /** The note; a colleague whom its text does not mention yet comes first. */
    String whole() {
      String note = text == null ? "" : text;
      return mention == null || mention.isBlank() || MentionedNames.in(note).contains(mention)
          ? note
          : "@" + mention + " " + note;
    }
  }

  /**
   * A form that was refused.
   *
   * @param no the note that was edited; 0 for a new one
   */
  record Refused(int no, Typed typed, String sentence) {
    /** An act on a note without anything to type. */
    static Refused without(int no) {
      return new Refused(no, new Typed(null, null, null), "");
    }
  }

  @PostMapping("/dossiers/{code}/notes")
  String write(
      @PathVariable String code,
      @ModelAttribute("noteForm") Typed typed,
      @AuthenticationPrincipal SignedIn reader,
      HttpServletResponse response,
      Model model,
      RedirectAttributes next) {
    return done(
        () -> book.write(new DossierCode(code), typed.toNote(), reader.caller()),
        "said.note-written",
        new Refused(0, typed, ""),
        new Sent(code, reader, response, model),
        next);
  }

  /** Inserts a text block into the new note; nothing is written yet. */
  @PostMapping("/dossiers/{code}/notes/insert")
  String insert(
      @PathVariable String code,
      @ModelAttribute("noteForm") Typed typed,
      @RequestParam(name = "block-text", defaultValue = "") String block,
      @AuthenticationPrincipal SignedIn reader,
      HttpServletResponse response,
      Model model) {
    Sent sent = new Sent(code, reader, response, model);
    String before = typed.text() == null ? "" : typed.text();
    try {
      String text =
          texts.inserted(before, UnitTexts.number(block), new DossierCode(code), reader.caller());
      model.addAttribute(
          "refusedNote", new Refused(0, new Typed(text, typed.mention(), typed.remindOn()), ""));
      return again.open(sent);
    } catch (Failure failure) {
      model.addAttribute("refusedNote", new Refused(0, typed, again.sentence(failure)));
      return again.show(failure, sent);
    }
  }

  @PostMapping("/dossiers/{code}/notes/{no}/edit")
  String edit(
      @PathVariable String code,
      @PathVariable int no,
      @ModelAttribute("noteForm") Typed typed,
      @AuthenticationPrincipal SignedIn reader,
      HttpServletResponse response,
      Model model,
      RedirectAttributes next) {
    return done(
        () -> book.edit(new Note.Place(new DossierCode(code), no), typed.toNote(), reader.caller()),
        "said.note-edited",
        new Refused(no, typed, ""),
        new Sent(code, reader, response, model),
        next);
  }

  @PostMapping("/dossiers/{code}/notes/{no}/strike")
  String strike(
      @PathVariable String code,
      @PathVariable int no,
      @AuthenticationPrincipal SignedIn reader,
      HttpServletResponse response,
      Model model,
      RedirectAttributes next) {
    return done(
        () -> book.strike(new Note.Place(new DossierCode(code), no), reader.caller()),
        "said.note-struck",
        Refused.without(no),
        new Sent(code, reader, response, model),
        next);
  }

  @PostMapping("/dossiers/{code}/notes/{no}/record")
  String record(
      @PathVariable String code,
      @PathVariable int no,
      @AuthenticationPrincipal SignedIn reader,
      HttpServletResponse response,
      Model model,
      RedirectAttributes next) {
    return done(
        () -> book.record(new Note.Place(new DossierCode(code), no), reader.caller()),
        "said.note-recorded",
        Refused.without(no),
        new Sent(code, reader, response, model),
        next);
  }

  private String done(
      Runnable act, String said, Refused typed, Sent sent, RedirectAttributes next) {
    try {
      act.run();
    } catch (Failure failure) {
      sent.model()
          .addAttribute(
              "refusedNote", new Refused(typed.no(), typed.typed(), again.sentence(failure)));
      return again.show(failure, sent);
    }
    next.addFlashAttribute("said", names.text(said));
    next.addAttribute("code", sent.code());
    return "redirect:/dossiers/{code}#notes";
  }
}
