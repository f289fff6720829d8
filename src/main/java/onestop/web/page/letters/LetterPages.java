package onestop.web.page.letters;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import onestop.apologies.SignOutcome;
import onestop.apologies.obligation.ApologyObligation;
import onestop.apologies.obligation.DraftOrder;
import onestop.apologies.obligation.SignOrder;
import onestop.apologies.obligation.Waiver;
import onestop.apologies.obligation.WaiverOrder;
import onestop.desk.letters.LetterFile;
import onestop.desk.letters.LetterFiles;
import onestop.desk.letters.LetterWork;
import onestop.kernel.DossierCode;
import onestop.kernel.Failure;
import onestop.web.download.FileAnswer;
import onestop.web.input.TypedText;
import onestop.web.login.SignedIn;
import onestop.web.page.Choices;
import onestop.web.page.InsertedBlocks;
import onestop.web.page.Names;
import onestop.web.reach.PersonalData;
import onestop.web.reach.PersonalData.Of;
import onestop.web.words.Problems;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** One letter of apology, from the question at the warning to its issue. */
@Controller
@RequestMapping("/letters")
@PersonalData(Of.LETTER)
class LetterPages {
  /** The file name of a print that is not a letter yet. */
  private static final String PREVIEW = "xem-truoc";

  private final LetterFiles files;
  private final LetterWork letters;
  private final LetterScreen screen;
  private final DraftForms drafts;
  private final Names names;
  private final Problems problems;
  private final InsertedBlocks blocks;

  LetterPages(
      LetterFiles files,
      LetterWork letters,
      LetterScreen screen,
      DraftForms drafts,
      Names names,
      Problems problems,
      InsertedBlocks blocks) {
    this.files = files;
    this.letters = letters;
    this.screen = screen;
    this.drafts = drafts;
    this.names = names;
    this.problems = problems;
    this.blocks = blocks;
  }

  @GetMapping("/{id}")
  String letter(@PathVariable long id, @AuthenticationPrincipal SignedIn reader, Model model) {
    LetterFile file = files.whole(id, reader.caller());
    return screen.show(
        new LetterScreen.Shown(file, drafts.saved(file.obligation()), null), reader, model);
  }

  /**
   * Signs the text on the page: the contents of the form, whether or not they differ from the
   * draft. The next letter of the stack opens then.
   */
  @PostMapping("/{id}/sign")
  String signShown(
      @PathVariable long id,
      @ModelAttribute DraftForm form,
      @AuthenticationPrincipal SignedIn reader,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model,
      RedirectAttributes next) {
    return write(
        id,
        new Written(form, reader, request, response, model),
        order -> {
          SignOrder shown = new SignOrder(id, order.revision(), order);
          SignOutcome outcome = letters.sign(List.of(shown), reader.caller()).get(0);
          if (outcome instanceof SignOutcome.Refused no) {
            throw no.why();
          }
          return screen.afterSigning(files.get(id), reader, next);
        });
  }

  /** Submits the draft for signature, or states that the dossier will be on time. */
  @PostMapping("/{id}/draft")
  String draft(
      @PathVariable long id,
      @ModelAttribute DraftForm form,
      @AuthenticationPrincipal SignedIn reader,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model,
      RedirectAttributes next) {
    if (form.onTime()) {
      return stateOnTime(id, reader, next);
    }
    return write(
        id,
        new Written(form, reader, request, response, model),
        order -> {
          letters.draft(order, reader.caller());
          next.addFlashAttribute("said", names.text("said.drafted"));
          return "redirect:/letters/" + id;
        });
  }

  /** A submitted form, and the page to return to if it is refused. */
  private record Written(
      DraftForm form,
      SignedIn reader,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model) {}

  private String write(long id, Written written, Function<DraftOrder, String> act) {
    ApologyObligation obligation = files.get(id);
    DraftForm form = written.form();
    Map<String, String> wrong = new LinkedHashMap<>();
    int status = HttpStatus.BAD_REQUEST.value();
    try {
      String reason = form.reason();
      if (reason == null || !DraftForms.isReason(reason)) {
        wrong.put("reason", names.text("web.field.required"));
      } else {
        return act.apply(drafts.order(obligation, reason, form));
      }
    } catch (Failure failure) {
      status = problems.status(failure);
      wrong.put(DraftForms.field(failure), sentence(failure));
    }
    written.response().setStatus(status);
    LetterFile now = files.whole(id, written.reader().caller());
    written.model().addAttribute("wrong", wrong);
    written.model().addAttribute("refused", wrong.getOrDefault("", names.text("wrong.form")));
    if (wrong.containsKey("")) {
      written.model().addAttribute("theirs", drafts.theirs(now.obligation(), form));
    }
    String page =
        screen.show(
            new LetterScreen.Shown(now, form.seen(now.obligation().revision()), null),
            written.reader(),
            written.model());
    if (!now.mayDraft()) {
      TypedText.of(written.request())
          .ifPresent(typed -> written.model().addAttribute(TypedText.MODEL, typed));
    }
    return page;
  }

  @PostMapping("/{id}/on-time")
  String stateOnTime(
      @PathVariable long id, @AuthenticationPrincipal SignedIn reader, RedirectAttributes next) {
    return act(id, next, "said.stated", () -> letters.stateOnTime(id, reader.caller()));
  }

  @PostMapping("/{id}/waive")
  String waive(
      @PathVariable long id,
      @RequestParam(defaultValue = "") String exception,
      @RequestParam(defaultValue = "") String document,
      @AuthenticationPrincipal SignedIn reader,
      HttpServletResponse response,
      Model model,
      RedirectAttributes next) {
    model.addAttribute("typed", document);
    model.addAttribute("chosen", exception);
    try {
      Waiver.Ground ground = Choices.of(Waiver.Ground.class, exception);
      if (ground == null) {
        model.addAttribute("refused", names.text("letter.choose-exception"));
        return letter(id, reader, model);
      }
      letters.waive(new WaiverOrder(id, ground, document), reader.caller());
    } catch (Failure failure) {
      response.setStatus(problems.status(failure));
      model.addAttribute("refused", sentence(failure));
      return letter(id, reader, model);
    }
    next.addFlashAttribute("said", names.text("said.waived"));
    return "redirect:/letters/" + id;
  }

  private String act(long id, RedirectAttributes next, String said, Runnable act) {
    try {
      act.run();
      next.addFlashAttribute("said", names.text(said));
    } catch (Failure failure) {
      next.addFlashAttribute("refused", sentence(failure));
    }
    return "redirect:/letters/" + id;
  }

  private String sentence(Failure failure) {
    return problems.sentence(failure, LocaleContextHolder.getLocale());
  }

  /** Inserts a text block into the reason as typed; nothing is written yet. */
  @PostMapping("/{id}/insert")
  String insert(
      @PathVariable long id,
      @ModelAttribute DraftForm form,
      @RequestParam Map<String, String> typed,
      @AuthenticationPrincipal SignedIn reader,
      Model model) {
    LetterFile file = files.whole(id, reader.caller());
    DossierCode dossier = file.obligation().dossier();
    String text = blocks.into("text", new InsertedBlocks.Sent(typed, dossier, reader, model));
    model.addAttribute("inserted", true);
    return screen.show(new LetterScreen.Shown(file, form.written(text), null), reader, model);
  }

  /** The page with the words of the letter from the contents of the form, saved or not. */
  @PostMapping("/{id}/preview")
  String read(
      @PathVariable long id,
      @ModelAttribute DraftForm form,
      @AuthenticationPrincipal SignedIn reader,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model) {
    return write(
        id,
        new Written(form, reader, request, response, model),
        order ->
            screen.show(
                new LetterScreen.Shown(files.whole(id, reader.caller()), form, order),
                reader,
                model));
  }

  /** The print of the letter from its saved draft, as if it were signed now. */
  @GetMapping("/{id}/preview.pdf")
  ResponseEntity<byte[]> preview(@PathVariable long id, @AuthenticationPrincipal SignedIn reader) {
    return FileAnswer.of(PREVIEW, letters.preview(id, reader.caller()));
  }

  /**
   * The print of the letter from the contents of the form, saved or not; a wrong form is shown
   * again.
   */
  @PostMapping("/{id}/preview.pdf")
  Object previewTyped(
      @PathVariable long id,
      @ModelAttribute DraftForm form,
      @AuthenticationPrincipal SignedIn reader,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model) {
    AtomicReference<ResponseEntity<byte[]>> printed = new AtomicReference<>();
    String page =
        write(
            id,
            new Written(form, reader, request, response, model),
            order -> {
              printed.set(FileAnswer.of(PREVIEW, letters.preview(order, reader.caller())));
              return "";
            });
    ResponseEntity<byte[]> pdf = printed.get();
    return pdf == null ? page : pdf;
  }

  @GetMapping("/{id}/letter.pdf")
  ResponseEntity<byte[]> pdf(
      @PathVariable long id,
      @RequestParam(defaultValue = "false") boolean signed,
      @AuthenticationPrincipal SignedIn reader) {
    LetterFiles.Printed letter = signed ? files.signed(id, reader.caller()) : files.printed(id);
    String name = "thu-xin-loi-" + letter.dossier().value() + (signed ? "-ky-so" : "");
    return FileAnswer.of(name, letter.pdf());
  }
}
