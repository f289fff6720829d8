package onestop.web.page.dossier;

import jakarta.servlet.http.HttpServletResponse;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import onestop.desk.notes.NoteBook;
import onestop.kernel.DossierCode;
import onestop.kernel.Failure;
import onestop.notes.Note;
import onestop.web.login.SignedIn;
import onestop.web.page.Choices;
import onestop.web.page.Names;
import onestop.web.reach.PersonalData;
import onestop.web.reach.PersonalData.Of;
import onestop.web.words.Problems;
import org.jspecify.annotations.Nullable;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The notes on a dossier's page; a refusal shows the page again with all that was typed. */
@Controller
@PersonalData(Of.DOSSIER)
class NotePages {
  private final NoteBook book;
  private final DossierPage page;
  private final Names names;
  private final Problems problems;

  NotePages(NoteBook book, DossierPage page, Names names, Problems problems) {
    this.book = book;
    this.page = page;
    this.names = names;
    this.problems = problems;
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
      String day = Choices.orNull(remindOn);
      try {
        return new NoteBook.Typed(whole(), day == null ? null : LocalDate.parse(day));
      } catch (DateTimeParseException e) {
        throw Failure.badInput("web", "day-unreadable", "value", String.valueOf(day)).causedBy(e);
      }
    }

    /** The note; a colleague whom its text does not mention yet comes first. */
    String whole() {
      String note = text == null ? "" : text;
      return mention == null || mention.isBlank() || note.contains("@" + mention)
          ? note
          : "@" + mention + " " + note;
    }
  }

  /**
   * A form that was refused.
   *
   * @param no the note that was edited; 0 for a new one
   */
  record Refused(int no, Typed typed, String sentence) {}

  /** Where an answer goes. */
  private record Answer(
      String code,
      SignedIn reader,
      HttpServletResponse response,
      Model model,
      RedirectAttributes next) {}

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
        new Answer(code, reader, response, model, next));
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
        new Answer(code, reader, response, model, next));
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
        new Refused(no, new Typed(null, null, null), ""),
        new Answer(code, reader, response, model, next));
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
        new Refused(no, new Typed(null, null, null), ""),
        new Answer(code, reader, response, model, next));
  }

  private String done(Runnable act, String said, Refused typed, Answer answer) {
    try {
      act.run();
    } catch (Failure failure) {
      answer.response().setStatus(problems.status(failure));
      String sentence = problems.sentence(failure, LocaleContextHolder.getLocale());
      answer.model().addAttribute("refusedNote", new Refused(typed.no(), typed.typed(), sentence));
      return page.dossier(answer.code(), answer.reader(), answer.model());
    }
    answer.next().addFlashAttribute("said", names.text(said));
    answer.next().addAttribute("code", answer.code());
    return "redirect:/dossiers/{code}#notes";
  }
}
