package onestop.web.page.operate;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.IntStream;
import onestop.agencies.Role;
import onestop.calendar.CalendarDay;
import onestop.calendar.CalendarVersion;
import onestop.calendar.Calendars;
import onestop.desk.calendars.CalendarChanges;
import onestop.desk.calendars.CalendarYears;
import onestop.kernel.Failure;
import onestop.kernel.OfficerId;
import onestop.sla.SlaClocks;
import onestop.web.login.SignedIn;
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
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The special days of a year, and the change to a new calendar: try, review, apply. */
@Controller
@RequestMapping("/calendar")
@PersonalData(Of.NOBODY)
class CalendarPage {
  private final CalendarYears years;
  private final CalendarChanges changes;
  private final Names names;
  private final Problems problems;

  CalendarPage(CalendarYears years, CalendarChanges changes, Names names, Problems problems) {
    this.years = years;
    this.changes = changes;
    this.names = names;
    this.problems = problems;
  }

  /** The typed form. */
  record Form(@Nullable String csv, @Nullable String source) {}

  /** A special day in the reader's language. */
  record DayRow(LocalDate date, int weekday, String kind, String tone, String name) {}

  /** A version of the calendar and the document it is based on. */
  record VersionRow(int version, String source, String author, @Nullable Instant at) {}

  /** A due date before and after. */
  record Change(String code, Instant before, Instant after) {}

  @GetMapping
  String year(
      @RequestParam(required = false) @Nullable Integer year,
      @AuthenticationPrincipal SignedIn reader,
      Model model) {
    model.addAttribute("form", new Form("", ""));
    return show(year, reader, model);
  }

  private String show(@Nullable Integer wanted, SignedIn reader, Model model) {
    CalendarYears.Range range = years.range(Calendars.VIETNAM);
    CalendarYears.Year shown = years.of(Calendars.VIETNAM, range.nearest(wanted));
    CalendarVersion version = shown.version();
    model.addAttribute("version", names.version(version.calendar(), version.version()));
    model.addAttribute("year", shown.year());
    model.addAttribute(
        "years", IntStream.rangeClosed(range.first(), range.last()).boxed().toList());
    model.addAttribute("days", shown.days().stream().map(this::row).toList());
    model.addAttribute("versions", versions());
    model.addAttribute("mayChange", reader.hasAny(Role.ADMINISTRATOR));
    return "calendar";
  }

  /** The versions, each with its document and its author; the shipped version has no author. */
  private List<VersionRow> versions() {
    return years.history(Calendars.VIETNAM).stream()
        .map(
            origin ->
                origin.source().equals(Calendars.SHIPPED_SOURCE)
                    ? new VersionRow(origin.version(), names.text("calendar.shipped"), "", null)
                    : new VersionRow(
                        origin.version(),
                        origin.source(),
                        names.officer(new OfficerId(origin.author())),
                        origin.at()))
        .toList();
  }

  private DayRow row(CalendarDay day) {
    return new DayRow(
        day.date(),
        day.date().getDayOfWeek().getValue(),
        day.kind().name(),
        day.kind().isWorking() ? "warn" : "brand-chip",
        names.textOr("holiday." + day.holiday(), day.holiday()));
  }

  @PostMapping("/dry-run")
  String tryOut(
      @ModelAttribute Form typed,
      @RequestParam(required = false) @Nullable MultipartFile file,
      @AuthenticationPrincipal SignedIn reader,
      Model model)
      throws IOException {
    Form form = file == null || file.isEmpty() ? typed : new Form(text(file), typed.source());
    model.addAttribute("form", form);
    try {
      SlaClocks.Recalculation result = changes.tryOut(proposal(form), reader.caller());
      model.addAttribute("examined", result.examined());
      model.addAttribute("changes", moved(result));
    } catch (Failure failure) {
      model.addAttribute("refused", sentence(failure));
      model.addAttribute("csvWrong", failure.slug().startsWith("csv") ? sentence(failure) : null);
    }
    return show(null, reader, model);
  }

  @PostMapping("/apply")
  String apply(
      @ModelAttribute Form form,
      @AuthenticationPrincipal SignedIn reader,
      Model model,
      RedirectAttributes next) {
    try {
      SlaClocks.Recalculation result = changes.apply(proposal(form), reader.caller());
      next.addFlashAttribute(
          "said", names.text("said.calendar", result.to(), result.moved().size()));
      return "redirect:/calendar";
    } catch (Failure failure) {
      model.addAttribute("form", form);
      model.addAttribute("refused", sentence(failure));
      return show(null, reader, model);
    }
  }

  private static CalendarChanges.Proposal proposal(Form form) {
    return new CalendarChanges.Proposal(
        Calendars.VIETNAM,
        form.csv() == null ? "" : form.csv(),
        form.source() == null ? "" : form.source());
  }

  private static List<Change> moved(SlaClocks.Recalculation result) {
    return result.moved().stream()
        .map(m -> new Change(m.dossier().value(), m.before(), m.after()))
        .toList();
  }

  private static String text(MultipartFile file) throws IOException {
    return new String(file.getBytes(), StandardCharsets.UTF_8);
  }

  private String sentence(Failure failure) {
    return problems.sentence(failure, LocaleContextHolder.getLocale());
  }
}
