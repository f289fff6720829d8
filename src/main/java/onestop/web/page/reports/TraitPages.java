package onestop.web.page.reports;

import jakarta.servlet.http.HttpServletResponse;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import onestop.conduct.Explanation;
import onestop.conduct.Trait;
import onestop.conduct.Traits;
import onestop.desk.figures.LatenessFacts;
import onestop.kernel.AgencyCode;
import onestop.kernel.DossierCode;
import onestop.kernel.Failure;
import onestop.kernel.OfficerId;
import onestop.web.login.SignedIn;
import onestop.web.page.Choices;
import onestop.web.page.Formats;
import onestop.web.page.Names;
import onestop.web.reach.PersonalData;
import onestop.web.reach.PersonalData.Of;
import onestop.web.words.Problems;
import org.jspecify.annotations.Nullable;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * Facts around lateness, each with the officers' explanations. An auditor of the city sees the
 * whole city, an auditor of an agency sees the agencies below it; an officer of an agency sees, and
 * explains, the facts of that agency.
 */
@Controller
@RequestMapping("/audit/facts")
@PreAuthorize(
    "hasAnyRole('AUDITOR', 'HEAD_OF_AGENCY', 'UNIT_HEAD', 'SPECIALIST', 'DESK_OFFICER',"
        + " 'ADMINISTRATOR')")
@PersonalData(Of.NOBODY)
class TraitPages {
  private static final int MOST = 200;

  private final LatenessFacts facts;
  private final Names names;
  private final Formats formats;
  private final Problems problems;

  TraitPages(LatenessFacts facts, Names names, Formats formats, Problems problems) {
    this.facts = facts;
    this.names = names;
    this.formats = formats;
    this.problems = problems;
  }

  /** The requested list. */
  record Query(@Nullable String trait, @Nullable String period, @Nullable String unit) {}

  /** A fact in the reader's language. */
  record TraitRow(
      String code,
      String unit,
      Instant at,
      String fact,
      List<ExplanationRow> said,
      boolean mayExplain) {}

  /** An explanation in the reader's language. */
  record ExplanationRow(String who, Instant at, String text) {}

  @GetMapping
  String list(@ModelAttribute Query query, @AuthenticationPrincipal SignedIn reader, Model model) {
    Trait trait = trait(query);
    LatenessFacts.Found found =
        facts.list(
            new LatenessFacts.Query(trait, query.period(), unit(query, reader)),
            MOST,
            reader.caller());
    AgencyCode unit = found.scope().unit();
    model.addAttribute(
        "rows", found.shown().stream().map(line -> row(trait, line, found, reader)).toList());
    model.addAttribute("total", found.all().lines().size());
    model.addAttribute("most", MOST);
    model.addAttribute(
        "unreckonable", found.all().unreckonable().stream().map(DossierCode::value).toList());
    model.addAttribute("trait", trait);
    model.addAttribute("traits", Arrays.asList(Trait.values()));
    model.addAttribute("period", found.scope().period().text());
    model.addAttribute("unit", unit == null ? null : unit.value());
    model.addAttribute("everywhere", facts.choosesUnit(reader.caller()));
    model.addAttribute("agencies", names.agencies(facts.reach(reader.caller())));
    model.addAttribute("longest", Explanation.MAX_TEXT);
    return "audit-facts";
  }

  private static Trait trait(Query query) {
    return Objects.requireNonNullElse(Choices.of(Trait.class, query.trait()), Trait.LATE_PAUSE);
  }

  /** The chosen unit; the parameter is read only where the reader has a choice. */
  private @Nullable AgencyCode unit(Query query, SignedIn reader) {
    return facts.choosesUnit(reader.caller()) ? Choices.agency(query.unit()) : null;
  }

  private TraitRow row(
      Trait trait, Traits.TraitLine line, LatenessFacts.Found found, SignedIn reader) {
    Object[] values = line.values().stream().map(this::value).toArray();
    return new TraitRow(
        line.dossier().value(),
        names.agency(line.agency()),
        line.at(),
        names.text("trait.fact." + trait.name(), values),
        found.said().getOrDefault(line.dossier(), List.of()).stream()
            .filter(one -> one.about() == trait)
            .map(this::said)
            .toList(),
        facts.mayExplain(reader.caller(), line.agency()));
  }

  private Object value(Object value) {
    if (value instanceof OfficerId officer) {
      return names.officer(officer);
    }
    return value instanceof Instant at ? formats.moment(at) : value;
  }

  /** An explanation in the reader's language. */
  ExplanationRow said(Explanation one) {
    return new ExplanationRow(
        names.officer(one.author().id()) + ", " + names.agency(one.author().agency()),
        one.at(),
        one.text());
  }

  @PostMapping("/explain")
  String explain(
      @ModelAttribute Query query,
      @RequestParam String code,
      @RequestParam(defaultValue = "") String text,
      @AuthenticationPrincipal SignedIn reader,
      HttpServletResponse response,
      Model model,
      RedirectAttributes next) {
    try {
      facts.explain(new DossierCode(code), trait(query), text, reader.caller());
      next.addFlashAttribute("said", names.text("trait.explained", code));
    } catch (Failure failure) {
      response.setStatus(problems.status(failure));
      model.addAttribute("refused", problems.sentence(failure, LocaleContextHolder.getLocale()));
      model.addAttribute("explained", code);
      model.addAttribute("explanation", text);
      return list(query, reader, model);
    }
    next.addAttribute("trait", query.trait());
    next.addAttribute("period", query.period());
    return "redirect:/audit/facts";
  }
}
