package onestop.web.page.reports;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import onestop.agencies.Role;
import onestop.conduct.Explanation;
import onestop.conduct.Explanations;
import onestop.conduct.Trait;
import onestop.conduct.Traits;
import onestop.facts.Period;
import onestop.facts.ReportScopes;
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
import onestop.web.reach.ReportReach;
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

  private final Traits traits;
  private final Explanations explanations;
  private final ReportScopes scopes;
  private final Words words;

  /** The collaborators that make texts for the page. */
  @org.springframework.stereotype.Component
  record Words(Names names, Formats formats, Problems problems, ReportReach reach) {
    String sentence(Failure failure) {
      return problems.sentence(failure, LocaleContextHolder.getLocale());
    }
  }

  TraitPages(Traits traits, Explanations explanations, ReportScopes scopes, Words words) {
    this.traits = traits;
    this.explanations = explanations;
    this.scopes = scopes;
    this.words = words;
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
    Trait trait =
        Objects.requireNonNullElse(Choices.of(Trait.class, query.trait()), Trait.LATE_PAUSE);
    boolean everywhere = reader.hasAny(Role.AUDITOR, Role.ADMINISTRATOR);
    AgencyCode asked = everywhere ? Choices.agency(query.unit()) : reader.officer().agency();
    AgencyCode reached = words.reach().unit(asked);
    var scope =
        scopes.of(
            new ReportScopes.Asked(
                null, reached == null ? null : reached.value(), query.period(), null));
    Period period = scope.period();
    AgencyCode unit = scope.unit();
    Traits.Found found = traits.list(trait, period, unit);
    List<Traits.TraitLine> lines = found.lines();
    List<Traits.TraitLine> shown = lines.stream().limit(MOST).toList();
    Map<DossierCode, List<Explanation>> said =
        explanations.of(shown.stream().map(Traits.TraitLine::dossier).toList());
    model.addAttribute("rows", shown.stream().map(line -> row(trait, line, said, reader)).toList());
    model.addAttribute("total", lines.size());
    model.addAttribute("most", MOST);
    model.addAttribute(
        "unreckonable", found.unreckonable().stream().map(DossierCode::value).toList());
    model.addAttribute("trait", trait);
    model.addAttribute("traits", Arrays.asList(Trait.values()));
    model.addAttribute("period", period.text());
    model.addAttribute("unit", unit == null ? null : unit.value());
    model.addAttribute("everywhere", everywhere);
    model.addAttribute("agencies", words.names().agencies(words.reach()));
    model.addAttribute("longest", Explanation.MAX_TEXT);
    return "audit-facts";
  }

  private TraitRow row(
      Trait trait,
      Traits.TraitLine line,
      Map<DossierCode, List<Explanation>> said,
      SignedIn reader) {
    Object[] values = line.values().stream().map(this::value).toArray();
    return new TraitRow(
        line.dossier().value(),
        words.names().agency(line.agency()),
        line.at(),
        words.names().text("trait.fact." + trait.name(), values),
        said.getOrDefault(line.dossier(), List.of()).stream()
            .filter(one -> one.about() == trait)
            .map(this::said)
            .toList(),
        !reader.hasAny(Role.AUDITOR) && reader.officer().agency().equals(line.agency()));
  }

  private Object value(Object value) {
    if (value instanceof OfficerId officer) {
      return words.names().officer(officer);
    }
    return value instanceof Instant at ? words.formats().moment(at) : value;
  }

  /** An explanation in the reader's language. */
  ExplanationRow said(Explanation one) {
    return new ExplanationRow(
        words.names().officer(one.author().id())
            + ", "
            + words.names().agency(one.author().agency()),
        one.at(),
        one.text());
  }

  @PostMapping("/explain")
  String explain(
      @ModelAttribute Query query,
      @RequestParam String code,
      @RequestParam(defaultValue = "") String text,
      @AuthenticationPrincipal SignedIn reader,
      RedirectAttributes next) {
    try {
      Trait trait =
          Objects.requireNonNullElse(Choices.of(Trait.class, query.trait()), Trait.LATE_PAUSE);
      explanations.give(new DossierCode(code), trait, text, reader.actor());
      next.addFlashAttribute("said", words.names().text("trait.explained", code));
    } catch (Failure failure) {
      next.addFlashAttribute("refused", words.sentence(failure));
    }
    next.addAttribute("trait", query.trait());
    next.addAttribute("period", query.period());
    return "redirect:/audit/facts";
  }
}
