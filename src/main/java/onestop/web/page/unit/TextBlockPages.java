package onestop.web.page.unit;

import jakarta.servlet.http.HttpServletResponse;
import java.util.Arrays;
import java.util.Map;
import onestop.desk.work.UnitTexts;
import onestop.inbox.own.TextBlock;
import onestop.kernel.Failure;
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
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The text blocks of the reader's unit. */
@Controller
@RequestMapping("/text-blocks")
@PersonalData(Of.NOBODY)
class TextBlockPages {
  private final UnitTexts texts;
  private final Names names;
  private final Problems problems;

  TextBlockPages(UnitTexts texts, Names names, Problems problems) {
    this.texts = texts;
    this.names = names;
    this.problems = problems;
  }

  /** A form as it was typed; {@code no} is 0 for a new block. */
  record Typed(long no, String title, String text) {}

  /** A field and what it stands for. */
  record FieldWord(String written, String meaning) {}

  @GetMapping
  String list(@AuthenticationPrincipal SignedIn reader, Model model) {
    model.addAttribute("blocks", texts.kept(reader.caller()));
    model.addAttribute("keeps", !texts.headed(reader.caller()).isEmpty());
    String language = LocaleContextHolder.getLocale().getLanguage();
    model.addAttribute(
        "fields",
        Arrays.stream(TextBlock.Field.values())
            .map(
                field ->
                    new FieldWord(
                        field.written(language), names.text("block.field." + field.name())))
            .toList());
    if (!model.containsAttribute("typed")) {
      model.addAttribute("typed", new Typed(0, "", ""));
    }
    return "text-blocks";
  }

  @PostMapping
  String add(
      @RequestParam(defaultValue = "") String title,
      @RequestParam(defaultValue = "") String text,
      @AuthenticationPrincipal SignedIn reader,
      HttpServletResponse response,
      Model model,
      RedirectAttributes next) {
    return done(
        () -> texts.add(title, text, reader.caller()),
        new Answer("block.said", new Typed(0, title, text), reader, response),
        model,
        next);
  }

  @PostMapping("/{no}")
  String change(
      @PathVariable long no,
      @RequestParam(defaultValue = "") String title,
      @RequestParam(defaultValue = "") String text,
      @AuthenticationPrincipal SignedIn reader,
      HttpServletResponse response,
      Model model,
      RedirectAttributes next) {
    return done(
        () -> texts.change(no, title, text, reader.caller()),
        new Answer("block.said", new Typed(no, title, text), reader, response),
        model,
        next);
  }

  @PostMapping("/{no}/remove")
  String remove(
      @PathVariable long no,
      @AuthenticationPrincipal SignedIn reader,
      HttpServletResponse response,
      Model model,
      RedirectAttributes next) {
    return done(
        () -> texts.remove(no, reader.caller()),
        new Answer("block.removed", new Typed(0, "", ""), reader, response),
        model,
        next);
  }

  /** Where an answer goes. */
  private record Answer(String said, Typed typed, SignedIn reader, HttpServletResponse response) {}

  private String done(Runnable act, Answer answer, Model model, RedirectAttributes next) {
    try {
      act.run();
    } catch (Failure failure) {
      String sentence = problems.sentence(failure, LocaleContextHolder.getLocale());
      Object field = failure.arguments().get("field");
      model.addAttribute("refused", sentence);
      model.addAttribute("typed", answer.typed());
      model.addAttribute("wrong", field == null ? Map.of() : Map.of(field, sentence));
      answer.response().setStatus(problems.status(failure));
      return list(answer.reader(), model);
    }
    next.addFlashAttribute("said", names.text(answer.said()));
    return "redirect:/text-blocks";
  }
}
