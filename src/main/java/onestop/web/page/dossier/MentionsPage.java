package onestop.web.page.dossier;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import onestop.desk.notes.NoteBook;
import onestop.kernel.DossierCode;
import onestop.kernel.Failure;
import onestop.notes.Mention;
import onestop.notes.Note;
import onestop.web.login.SignedIn;
import onestop.web.page.Names;
import onestop.web.reach.PersonalData;
import onestop.web.reach.PersonalData.Of;
import onestop.web.words.Problems;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The notes that mention the reader. */
@Controller
@PersonalData(Of.LISTED)
class MentionsPage {
  private final NoteBook book;
  private final NoteView.Writer views;
  private final Names names;
  private final Problems problems;

  MentionsPage(NoteBook book, NoteView.Writer views, Names names, Problems problems) {
    this.book = book;
    this.views = views;
    this.names = names;
    this.problems = problems;
  }

  /** A mention in words. */
  record MentionRow(String code, int no, String by, String text, Instant at, boolean seen) {}

  /** A note that comes back to its author. */
  record Reminder(String code, int no, String text, LocalDate on) {
    static Reminder of(Note note, NoteView.Writer views) {
      return new Reminder(
          note.dossier().value(),
          note.no(),
          views.named(note.text()),
          Objects.requireNonNull(note.remindOn()));
    }
  }

  @GetMapping("/mentions")
  String mentions(@AuthenticationPrincipal SignedIn reader, Model model) {
    List<MentionRow> rows = book.mentions(reader.caller()).stream().map(this::row).toList();
    model.addAttribute("mentions", rows);
    model.addAttribute(
        "reminders",
        book.reminders(reader.caller()).stream().map(note -> Reminder.of(note, views)).toList());
    return "mentions";
  }

  private MentionRow row(Mention mention) {
    return new MentionRow(
        mention.dossier().value(),
        mention.no(),
        names.officer(mention.by()),
        views.named(mention.text()),
        mention.at(),
        mention.seenAt() != null);
  }

  @PostMapping("/mentions/reminded")
  String reminded(
      @RequestParam(defaultValue = "none") String dossier,
      @RequestParam(defaultValue = "0") int no,
      @AuthenticationPrincipal SignedIn reader,
      RedirectAttributes next) {
    return done(
        () -> book.reminded(new Note.Place(new DossierCode(dossier), no), reader.caller()), next);
  }

  @PostMapping("/mentions/seen")
  String seen(
      @RequestParam(defaultValue = "none") String dossier,
      @RequestParam(defaultValue = "0") int no,
      @AuthenticationPrincipal SignedIn reader,
      RedirectAttributes next) {
    return done(
        () -> book.seen(new Note.Place(new DossierCode(dossier), no), reader.caller()), next);
  }

  private String done(Runnable act, RedirectAttributes next) {
    try {
      act.run();
    } catch (Failure failure) {
      next.addFlashAttribute(
          "refused", problems.sentence(failure, LocaleContextHolder.getLocale()));
    }
    return "redirect:/mentions";
  }
}
