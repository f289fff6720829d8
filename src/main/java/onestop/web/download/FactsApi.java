package onestop.web.download;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import onestop.conduct.Explanation;
import onestop.conduct.Lookup;
import onestop.conduct.Trait;
import onestop.conduct.Traits;
import onestop.desk.figures.LatenessFacts;
import onestop.desk.figures.RecordedLookups;
import onestop.kernel.AgencyCode;
import onestop.kernel.DossierCode;
import onestop.kernel.OfficerId;
import onestop.web.conditions.Continued;
import onestop.web.login.SignedIn;
import onestop.web.page.Choices;
import onestop.web.reach.PersonalData;
import onestop.web.reach.PersonalData.Of;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The auditor's lists: facts around lateness with their explanations, and recorded look-ups. */
@RestController
@RequestMapping("/api/v1")
@PersonalData(Of.NOBODY)
class FactsApi {
  private static final int MOST = 200;

  private final LatenessFacts facts;
  private final RecordedLookups lookups;

  FactsApi(LatenessFacts facts, RecordedLookups lookups) {
    this.facts = facts;
    this.lookups = lookups;
  }

  /** What an officer said about a fact. */
  record Said(String by, String agency, Instant at, String text) {
    private static Said of(Explanation one) {
      return new Said(
          one.author().id().value(), one.author().agency().value(), one.at(), one.text());
    }
  }

  /**
   * A fact.
   *
   * @param values what the fact's sentence names, in its order
   */
  record Fact(String dossier, String agency, Instant at, List<String> values, List<Said> said) {}

  /** The facts of a kind, at most {@value #MOST}; the newest question is asked anew. */
  @GetMapping("/facts")
  List<Fact> facts(
      @RequestParam(required = false) @Nullable Trait trait,
      @RequestParam(required = false) @Nullable String period,
      @RequestParam(required = false) @Nullable String unit,
      @AuthenticationPrincipal SignedIn caller) {
    Trait asked = Objects.requireNonNullElse(trait, Trait.LATE_PAUSE);
    AgencyCode chosen = facts.choosesUnit(caller.caller()) ? Choices.agency(unit) : null;
    LatenessFacts.Found found =
        facts.list(new LatenessFacts.Query(asked, period, chosen), MOST, caller.caller());
    return found.shown().stream().map(line -> fact(asked, line, found)).toList();
  }

  private static Fact fact(Trait trait, Traits.TraitLine line, LatenessFacts.Found found) {
    return new Fact(
        line.dossier().value(),
        line.agency().value(),
        line.at(),
        line.values().stream().map(String::valueOf).toList(),
        found.said().getOrDefault(line.dossier(), List.of()).stream()
            .filter(one -> one.about() == trait)
            .map(Said::of)
            .toList());
  }

  /** An explanation. */
  record ExplanationBody(
      @NotBlank(message = "{web.field.required}") String dossier,
      @NotNull(message = "{web.field.required}") Trait trait,
      @NotBlank(message = "{web.field.required}")
          @Size(max = Explanation.MAX_TEXT, message = "{web.field.too-long}")
          String text) {}

  /** Explains a fact of the caller's own agency. */
  @PostMapping(path = "/facts/explanations", consumes = "application/json")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void explain(@Valid @RequestBody ExplanationBody body, @AuthenticationPrincipal SignedIn caller) {
    facts.explain(new DossierCode(body.dossier()), body.trait(), body.text(), caller.caller());
  }

  /** A look-up of personal data on record. */
  record LookupBody(
      long id,
      Instant at,
      String officer,
      String agency,
      String dossier,
      String what,
      String purpose,
      String text) {
    private static LookupBody of(Lookup one) {
      return new LookupBody(
          one.id(),
          one.at(),
          one.auditor().id().value(),
          one.auditor().agency().value(),
          one.dossier().value(),
          one.what().name(),
          one.stated().purpose().name(),
          one.stated().text());
    }
  }

  /** A part of the record, the newest first. */
  record LookupsBody(List<LookupBody> lookups, @Nullable Long next) implements Continued {
    @Override
    public @Nullable Further further() {
      return next == null ? null : new Further("before", next.toString());
    }
  }

  @GetMapping("/lookups")
  LookupsBody lookups(
      @RequestParam(required = false) @Nullable String officer,
      @RequestParam(required = false) @Nullable String dossier,
      @RequestParam(required = false) @Nullable Long before,
      @RequestParam(defaultValue = "50") int size,
      @AuthenticationPrincipal SignedIn caller) {
    String who = Choices.orNull(officer);
    String code = Choices.orNull(dossier);
    RecordedLookups.Part found =
        lookups.list(
            new RecordedLookups.Query(
                who == null ? null : new OfficerId(who.toLowerCase(Locale.ROOT)),
                code == null ? null : new DossierCode(code),
                before),
            Math.max(1, Math.min(size, MOST)),
            caller.caller());
    return new LookupsBody(found.lookups().stream().map(LookupBody::of).toList(), found.next());
  }
}
