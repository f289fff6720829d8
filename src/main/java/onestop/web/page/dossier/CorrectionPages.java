package onestop.web.page.dossier;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import onestop.desk.work.ClockCorrections;
import onestop.dossiers.life.Dossier;
import onestop.dossiers.steps.CorrectionOrder;
import onestop.dossiers.steps.Corrections.Correctable;
import onestop.kernel.DossierCode;
import onestop.kernel.Failure;
import onestop.web.login.SignedIn;
import onestop.web.page.Choices;
import onestop.web.page.Formats;
import onestop.web.page.Names;
import onestop.web.reach.PersonalData;
import onestop.web.reach.PersonalData.Of;
import onestop.web.words.Problems;
import org.jspecify.annotations.Nullable;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The form on a dossier's page with which a head corrects a mistaken move of the clock. */
@Controller
@PersonalData(Of.DOSSIER)
class CorrectionPages {
  private final ClockCorrections corrections;
  private final Names names;
  private final Formats formats;
  private final Problems problems;

  CorrectionPages(ClockCorrections corrections, Names names, Formats formats, Problems problems) {
    this.corrections = corrections;
    this.names = names;
    this.formats = formats;
    this.problems = problems;
  }

  /** The typed form; {@code which} names the mistake as {@link Choice#code()} does. */
  record Form(
      @Nullable String which,
      @Nullable String deadlineOn,
      @Nullable String wrong,
      @Nullable String document) {
    String text(@Nullable String value) {
      return value == null ? "" : value.strip();
    }
  }

  /** One move that can be corrected; {@code day} is true if the correction needs a day. */
  record Choice(String code, String name, boolean day) {}

  /** The moves that the reader may correct in this dossier; empty if none. */
  List<Choice> choices(Dossier dossier, SignedIn reader) {
    return corrections.openTo(reader.caller(), dossier).stream().map(this::choice).toList();
  }

  private Choice choice(Correctable one) {
    String value =
        switch (one.kind()) {
          case "EXTENSION" -> names.limit(one.value());
          case "AGREEMENT" -> formats.moment(java.time.Instant.parse(one.value()));
          case "SUPPLEMENT_DEADLINE" -> formats.day(LocalDate.parse(one.value()));
          default -> "";
        };
    return new Choice(
        one.what() + " " + one.no(),
        names.text("correct.kind." + one.kind(), one.no(), value, one.document()),
        one.what() == CorrectionOrder.What.SUPPLEMENT_DEADLINE);
  }

  @PostMapping("/dossiers/{code}/corrections")
  String correct(
      @PathVariable String code,
      @ModelAttribute Form form,
      @AuthenticationPrincipal SignedIn reader,
      RedirectAttributes next) {
    try {
      corrections.correct(order(new DossierCode(code), form), reader.caller());
      next.addFlashAttribute("said", names.text("said.corrected"));
    } catch (Failure failure) {
      next.addFlashAttribute(
          "refused", problems.sentence(failure, LocaleContextHolder.getLocale()));
      next.addFlashAttribute("typedCorrection", form);
    }
    next.addAttribute("code", code);
    return "redirect:/dossiers/{code}";
  }

  private static CorrectionOrder order(DossierCode code, Form form) {
    String[] which = form.text(form.which()).split(" ");
    CorrectionOrder.What what = Choices.of(CorrectionOrder.What.class, which[0]);
    if (what == null || which.length != 2 || !which[1].matches("\\d{1,4}")) {
      throw Failure.badInput("web", "correction-which");
    }
    return new CorrectionOrder(
        code,
        what,
        Integer.parseInt(which[1]),
        day(form.text(form.deadlineOn())),
        form.text(form.wrong()),
        form.text(form.document()));
  }

  private static @Nullable LocalDate day(String text) {
    try {
      return text.isEmpty() ? null : LocalDate.parse(text);
    } catch (DateTimeParseException e) {
      throw Failure.badInput("web", "day-unreadable", "value", text).causedBy(e);
    }
  }
}
