package onestop.web.page.people;

import jakarta.servlet.http.HttpServletResponse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import onestop.absences.AbsenceItem.Fate;
import onestop.agencies.Absence;
import onestop.agencies.Officer;
import onestop.desk.people.AbsenceBook;
import onestop.desk.people.AbsenceBook.Seen;
import onestop.kernel.Failure;
import onestop.web.login.SignedIn;
import onestop.web.page.Formats;
import onestop.web.page.Names;
import onestop.web.reach.PersonalData;
import onestop.web.reach.PersonalData.Of;
import onestop.web.words.Problems;
import org.jspecify.annotations.Nullable;
import org.springframework.context.i18n.LocaleContextHolder;
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

/** Absences: who is away, who stands in, and what was handed over. */
@Controller
@RequestMapping("/absences")
@PersonalData(Of.NOBODY)
class AbsencePages {
  private final AbsenceBook book;
  private final Names names;
  private final Formats formats;
  private final Problems problems;

  AbsencePages(AbsenceBook book, Names names, Formats formats, Problems problems) {
    this.book = book;
    this.names = names;
    this.formats = formats;
    this.problems = problems;
  }

  /**
   * An absence in words.
   *
   * @param flows what goes to the substitute
   * @param letters by which order the substitute signs letters, or that none does
   * @param stayed the items that stayed, each with its reason
   */
  record Row(
      long number,
      String officer,
      String substitute,
      String days,
      String standing,
      String tone,
      String flows,
      String letters,
      @Nullable String handed,
      String reason,
      List<Stayed> stayed,
      boolean mayEnd,
      boolean running) {}

  /** An item that stayed. */
  record Stayed(String code, String step, String why) {}

  @GetMapping
  String show(
      @RequestParam(required = false) @Nullable String officer,
      @AuthenticationPrincipal SignedIn reader,
      Model model) {
    return show(AbsenceForm.fresh(officer), reader, model);
  }

  private String show(AbsenceForm form, SignedIn reader, Model model) {
    model.addAttribute("form", form);
    model.addAttribute("rows", book.of(reader.caller()).stream().map(this::row).toList());
    model.addAttribute("officers", choices(book.absentees(reader.caller())));
    model.addAttribute("substitutes", choices(book.substitutes(reader.caller())));
    return "absences";
  }

  private static List<Names.Choice> choices(List<Officer> officers) {
    return officers.stream().map(one -> new Names.Choice(one.id().value(), one.name())).toList();
  }

  private Row row(Seen seen) {
    Absence absence = seen.absence();
    String standing = seen.standing().name().toLowerCase(Locale.ROOT);
    long handed = seen.handed();
    return new Row(
        absence.id(),
        names.officer(absence.officer()),
        names.officer(absence.substitute()),
        names.text("absence.days", formats.day(absence.firstOn()), formats.day(absence.lastOn())),
        names.text("absence.standing." + standing),
        seen.standing() == AbsenceBook.Standing.RUNNING ? "warn" : "",
        flows(absence),
        letters(seen),
        handed == 0 ? null : names.text("absence.handed", handed),
        absence.reason(),
        seen.stayed().stream()
            .map(
                item ->
                    new Stayed(
                        item.dossier().value(),
                        item.step(),
                        names.text("absence.stayed." + item.fate().name())))
            .toList(),
        seen.mayEnd(),
        seen.standing() == AbsenceBook.Standing.RUNNING);
  }

  private String flows(Absence absence) {
    boolean fresh = absence.hands(Absence.Flow.NEW_WORK);
    boolean open = absence.hands(Absence.Flow.OPEN_WORK);
    String which = fresh && open ? "both" : fresh ? "new" : open ? "open" : "none";
    return names.text("absence.flows." + which);
  }

  private String letters(Seen seen) {
    return seen.letters().stream()
        .map(
            one ->
                names.text(
                    "absence.letters",
                    one.order().capacity().prefix(),
                    one.order().document(),
                    formats.day(one.order().validFrom()),
                    formats.day(one.order().validTo())))
        .findFirst()
        .orElseGet(() -> names.text("absence.letters-none"));
  }

  @PostMapping
  String record(
      @ModelAttribute("form") AbsenceForm form,
      @AuthenticationPrincipal SignedIn reader,
      Model model,
      HttpServletResponse response,
      RedirectAttributes next) {
    List<Failure> faults;
    try {
      AbsenceBook.Draft draft = form.draft(reader.officer().id());
      faults = draft.faults();
      if (faults.isEmpty()) {
        Seen seen = book.record(draft, reader.caller());
        next.addFlashAttribute("said", said(seen));
        return "redirect:/absences";
      }
    } catch (Failure failure) {
      faults = List.of(failure);
    }
    Map<String, String> wrong = new LinkedHashMap<>();
    for (Failure fault : faults) {
      wrong.putIfAbsent(
          String.valueOf(fault.arguments().getOrDefault("field", "officer")), sentence(fault));
    }
    model.addAttribute("wrong", wrong);
    model.addAttribute(
        "refused",
        faults.size() == 1
            ? sentence(faults.get(0))
            : names.text("agencies.refused", wrong.size()));
    response.setStatus(problems.status(faults.get(0)));
    return show(form, reader, model);
  }

  private String said(Seen seen) {
    Absence absence = seen.absence();
    String days =
        names.text("absence.days", formats.day(absence.firstOn()), formats.day(absence.lastOn()));
    String who = names.officer(absence.officer());
    String instead = names.officer(absence.substitute());
    return seen.items().isEmpty()
        ? names.text("absence.said", who, days, instead)
        : names.text(
            "absence.said-handed", who, days, seen.handed(), instead, seen.stayed().size());
  }

  /** The officer is back, or does not go. */
  @PostMapping("/{no}/back")
  String back(
      @PathVariable long no, @AuthenticationPrincipal SignedIn reader, RedirectAttributes next) {
    try {
      Seen seen = book.back(no, reader.caller());
      long back = seen.items().stream().filter(item -> item.fate() == Fate.BACK).count();
      next.addFlashAttribute(
          "said", names.text("absence.back-said", names.officer(seen.absence().officer()), back));
    } catch (Failure failure) {
      next.addFlashAttribute("refused", sentence(failure));
    }
    return "redirect:/absences";
  }

  private String sentence(Failure failure) {
    return problems.sentence(failure, LocaleContextHolder.getLocale());
  }
}
