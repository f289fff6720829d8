package onestop.web.finding;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import onestop.desk.finding.QuickSearch;
import onestop.desk.finding.QuickSearch.Hit;
import onestop.desk.finding.QuickSearch.Result;
import onestop.facts.DossierSummary;
import onestop.kernel.DossierCode;
import onestop.web.login.SignedIn;
import onestop.web.reach.PersonalData;
import onestop.web.reach.PersonalData.Of;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The search box for other systems. */
@RestController
@PersonalData(Of.LISTED)
class SearchApi {
  private final QuickSearch search;

  SearchApi(QuickSearch search) {
    this.search = search;
  }

  /**
   * A dossier found.
   *
   * @param where {@code code}, {@code name}, {@code phone}, {@code identity}, {@code form} or
   *     {@code note}
   * @param field the key of the form's field, or the number of the note; null for others
   */
  record FoundBody(
      String code,
      String applicant,
      String procedure,
      String resolvingAgency,
      String state,
      Instant receivedAt,
      Instant dueLawfulAt,
      @Nullable Instant closedAt,
      boolean late,
      String where,
      @Nullable String field) {
    private static FoundBody of(Hit hit, Instant asOf) {
      DossierSummary summary = hit.summary();
      String key = hit.source().key();
      return new FoundBody(
          summary.code().value(),
          summary.applicantName(),
          summary.procedure().toString(),
          summary.resolvingAgency().value(),
          summary.state().name(),
          summary.receivedAt(),
          summary.dueLawfulAt(),
          summary.closedAt(),
          summary.late(asOf),
          hit.source().kind().name().toLowerCase(Locale.ROOT),
          key.isEmpty() ? null : key);
    }
  }

  /**
   * The answer.
   *
   * @param exact the dossier whose whole code was given, which the caller may read, with a purpose
   *     if it is not among those found; null if the text is no such code
   * @param more whether there are, or may be, further ones
   */
  record Answer(@Nullable String exact, List<FoundBody> found, boolean more, Instant asOf) {}

  /** The dossiers found by a text, best first. */
  @GetMapping("/api/v1/search")
  Answer search(
      @RequestParam(name = "q") String typed,
      @RequestParam(defaultValue = "50")
          @Min(value = 1, message = "{web.field.page-of-500}")
          @Max(value = 500, message = "{web.field.page-of-500}")
          int size,
      @AuthenticationPrincipal SignedIn caller) {
    String exact = search.direct(typed, caller.caller()).map(DossierCode::value).orElse(null);
    Result result =
        exact == null
            ? search.find(typed, caller.caller())
            : search.opened(new DossierCode(exact), caller.caller());
    return new Answer(
        exact,
        result.hits().stream().limit(size).map(hit -> FoundBody.of(hit, result.asOf())).toList(),
        result.more() || result.hits().size() > size,
        result.asOf());
  }
}
