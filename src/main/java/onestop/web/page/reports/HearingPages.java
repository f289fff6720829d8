package onestop.web.page.reports;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import onestop.desk.figures.AskedHearings;
import onestop.facts.HearingMeasure;
import onestop.facts.ReportScope;
import onestop.facts.ReportScopes;
import onestop.kernel.AgencyCode;
import onestop.kernel.DossierCode;
import onestop.kernel.Failure;
import onestop.reports.HearingChanges;
import onestop.reports.HearingQuestion;
import onestop.reports.Hearings;
import onestop.web.login.SignedIn;
import onestop.web.page.Choices;
import onestop.web.page.Names;
import onestop.web.reach.PersonalData;
import onestop.web.reach.PersonalData.Of;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The hearing page: the question, the answer, the dossiers behind each number. */
@Controller
@RequestMapping("/audit/hearing")
@PreAuthorize("hasAnyRole('AUDITOR', 'HEAD_OF_AGENCY', 'ADMINISTRATOR')")
@PersonalData(Of.NOBODY)
class HearingPages {
  private static final int ROWS = 100;

  private final AskedHearings hearings;
  private final HearingView.Writer views;
  private final Names names;

  HearingPages(AskedHearings hearings, HearingView.Writer views, Names names) {
    this.hearings = hearings;
    this.views = views;
    this.names = names;
  }

  /** The parameters of a question in an address. */
  record Query(
      @Nullable String level,
      @Nullable String unit,
      @Nullable String period,
      @Nullable String asOf) {
    ReportScopes.Asked asked() {
      return new ReportScopes.Asked(level, unit, period, asOf);
    }
  }

  /** The number behind which a list is shown. */
  record Number(@Nullable String measure, @Nullable String of, @Nullable String month) {
    HearingMeasure counted() {
      return Objects.requireNonNullElse(
          Choices.of(HearingMeasure.class, measure), HearingMeasure.LATE);
    }

    @Nullable YearMonth when() {
      String text = Choices.orNull(month);
      try {
        return text == null ? null : YearMonth.parse(text);
      } catch (DateTimeException e) {
        throw Failure.badInput("web", "month-unreadable", "month", text).causedBy(e);
      }
    }
  }

  /** A dossier of a list in the reader's language. */
  record CountedDossier(String code, String procedure, String unit, Instant countedAt) {}

  @GetMapping
  String hearing(
      @ModelAttribute Query query,
      @AuthenticationPrincipal SignedIn reader,
      Model model,
      RedirectAttributes next) {
    HearingQuestion question = hearings.ask(reader.caller(), query.asked());
    if (Choices.orNull(query.asOf()) == null || Choices.orNull(query.period()) == null) {
      fill(question, next);
      return "redirect:/audit/hearing"; // from here on the address holds the whole question
    }
    model.addAttribute("h", views.view(hearings.answer(question)));
    asked(question, model);
    return "hearing";
  }

  private static void fill(HearingQuestion question, RedirectAttributes next) {
    Asked asked = Asked.of(question);
    next.addAttribute("level", asked.level());
    if (asked.unit() != null) {
      next.addAttribute("unit", asked.unit());
    }
    next.addAttribute("period", asked.period());
    next.addAttribute("asOf", asked.asOf());
  }

  /** A question with all its parameters, so that an address made of it gives the same question. */
  record Asked(String level, @Nullable String unit, String period, String asOf) {
    static Asked of(HearingQuestion question) {
      ReportScope scope = question.scope();
      AgencyCode unit = scope.unit();
      return new Asked(
          scope.level().name().toLowerCase(Locale.ROOT),
          unit == null ? null : unit.value(),
          scope.period().text(),
          scope.asOf().atZone(scope.zone()).toLocalDateTime().toString());
    }
  }

  private void asked(HearingQuestion question, Model model) {
    model.addAttribute("q", Asked.of(question));
    model.addAttribute("asOf", question.asOf());
    // all agencies, not only those within reach: the same address gives every reader the same page
    model.addAttribute("agencies", names.agencies());
    model.addAttribute("levels", ReportScope.Level.values());
  }

  @GetMapping("/list")
  String list(
      @ModelAttribute Query query,
      @ModelAttribute Number number,
      @RequestParam(required = false) @Nullable String after,
      @AuthenticationPrincipal SignedIn reader,
      Model model) {
    HearingQuestion question = hearings.ask(reader.caller(), query.asked());
    AgencyCode asked = Choices.agency(number.of());
    AgencyCode of = asked == null ? null : hearings.unit(reader.caller(), asked);
    HearingMeasure measure = number.counted();
    YearMonth month = number.when();
    String from = Choices.orNull(after);
    Hearings.Lines lines =
        hearings.list(
            question,
            new Hearings.Window(
                measure, of, month, from == null ? null : new DossierCode(from), ROWS));
    asked(question, model);
    model.addAttribute("measure", measure);
    model.addAttribute("of", of == null ? null : of.value());
    model.addAttribute("ofName", of == null ? null : names.agency(of));
    model.addAttribute("month", month == null ? null : month.toString());
    model.addAttribute("answered", answered(question, measure, of, month));
    model.addAttribute("total", lines.total());
    model.addAttribute("lines", lines.lines().stream().map(this::line).toList());
    model.addAttribute("next", lines.more() ? last(lines.lines()) : null);
    return "hearing-list";
  }

  /** The difference between two answers, in the reader's language. */
  record Changed(
      String code, String unit, List<Counted> gained, List<Counted> lost, List<Cause> because) {}

  /** A measure and the month in which it counts. */
  record Counted(HearingMeasure measure, String month) {}

  /** One entry of a dossier's life between the two moments. */
  record Cause(String words, Instant at) {}

  @GetMapping("/changes")
  String changes(
      @ModelAttribute Query query,
      @RequestParam(required = false) @Nullable String later,
      @RequestParam(required = false) @Nullable String after,
      @AuthenticationPrincipal SignedIn reader,
      Model model) {
    HearingQuestion question = hearings.ask(reader.caller(), query.asked());
    HearingQuestion then =
        hearings.ask(
            reader.caller(),
            new ReportScopes.Asked(
                query.level(), query.unit(), question.scope().period().text(), later));
    String from = Choices.orNull(after);
    asked(question, model);
    model.addAttribute("later", Asked.of(then).asOf());
    model.addAttribute("thenAt", then.asOf());
    model.addAttribute("before", hearings.answer(question).answer());
    model.addAttribute("then", hearings.answer(then).answer());
    boolean nothingYet = Choices.orNull(later) == null && !then.asOf().isAfter(question.asOf());
    HearingChanges.Explained explained =
        nothingYet
            ? new HearingChanges.Explained(Map.of(), List.of(), false)
            : hearings.changes(question, then, from == null ? null : new DossierCode(from), ROWS);
    model.addAttribute("net", explained.net());
    model.addAttribute("measures", HearingMeasure.values());
    List<Changed> rows = explained.changes().stream().map(this::changed).toList();
    model.addAttribute("rows", rows);
    model.addAttribute("next", explained.more() ? rows.get(rows.size() - 1).code() : null);
    return "hearing-changes";
  }

  private Changed changed(HearingChanges.Change change) {
    return new Changed(
        change.dossier().value(),
        names.agency(change.unit()),
        counted(change.gained()),
        counted(change.lost()),
        change.because().stream().map(b -> new Cause(words(b.kind()), b.at())).toList());
  }

  private static List<Counted> counted(Map<HearingMeasure, String> measures) {
    return measures.entrySet().stream()
        .map(one -> new Counted(one.getKey(), one.getValue()))
        .toList();
  }

  private String words(String kind) {
    if (kind.equals("TIME")) {
      return names.text("hearing.because-time");
    }
    return kind.startsWith("LETTER.")
        ? names.text("apology.step." + kind.substring("LETTER.".length()))
        : names.textOr("hearing.because." + kind, names.textOr("event." + kind, kind));
  }

  private static String last(List<Hearings.CountedDossier> lines) {
    return lines.get(lines.size() - 1).dossier().value();
  }

  private long answered(
      HearingQuestion question,
      HearingMeasure measure,
      @Nullable AgencyCode of,
      @Nullable YearMonth month) {
    return hearings.answer(question).answer().cells().stream()
        .filter(cell -> of == null || cell.unit().equals(of.value()))
        .filter(cell -> month == null || cell.month().equals(month.toString()))
        .mapToLong(cell -> cell.count(measure))
        .sum();
  }

  private CountedDossier line(Hearings.CountedDossier line) {
    return new CountedDossier(
        line.dossier().value(),
        names.procedure(line.procedure()),
        names.agency(line.unit()),
        line.countedAt());
  }
}
