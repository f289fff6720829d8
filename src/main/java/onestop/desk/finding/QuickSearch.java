package onestop.desk.finding;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import onestop.desk.Caller;
import onestop.desk.reading.Disclosure;
import onestop.desk.reading.DossierAccess;
import onestop.desk.reading.ReadingScope.Reading;
import onestop.dossiers.TypedCode;
import onestop.dossiers.WrittenCodes;
import onestop.facts.DossierLists;
import onestop.facts.DossierSummary;
import onestop.kernel.AgencyCode;
import onestop.kernel.DossierCode;
import onestop.kernel.Failure;
import onestop.search.DossierFinder;
import onestop.search.FoundDossier;
import onestop.search.SearchText;
import onestop.search.Source;
import org.springframework.stereotype.Service;

/**
 * The one search box. A code opens a dossier within the caller's scope of reading; names, numbers
 * and other words find dossiers of the agencies at which the caller works, because a match
 * discloses them.
 */
@Service
public final class QuickSearch {
  private final DossierFinder finder;
  private final DossierLists lists;
  private final WrittenCodes codes;
  private final Disclosure disclosure;
  private final DossierAccess access;
  private final Clock clock;

  QuickSearch(
      DossierFinder finder,
      DossierLists lists,
      WrittenCodes codes,
      Disclosure disclosure,
      DossierAccess access,
      Clock clock) {
    this.finder = finder;
    this.lists = lists;
    this.codes = codes;
    this.disclosure = disclosure;
    this.access = access;
    this.clock = clock;
  }

  /**
   * A dossier found.
   *
   * @param source where the typed words or number stand
   */
  public record Hit(DossierSummary summary, Source source) {}

  /**
   * The dossiers found, best first.
   *
   * @param number the number by whose end codes, telephones and personal numbers were compared;
   *     empty if none was typed
   * @param more whether there are, or may be, further ones
   */
  public record Result(List<Hit> hits, String number, boolean more, Instant asOf) {
    public Result {
      hits = List.copyOf(hits);
    }
  }

  /**
   * The dossier whose whole code was typed, pasted or scanned, alone or in an address; empty if the
   * caller may not read it, as if it did not exist.
   */
  public Optional<DossierCode> direct(String typed, Caller caller) {
    return typed.length() > SearchText.LONGEST
        ? Optional.empty()
        : written(typed).stream()
            .flatMap(text -> meant(text).stream())
            .filter(code -> access.of(caller, code) != Reading.CLOSED)
            .findFirst();
  }

  /** The text itself, or the parts of an address that can be a code. */
  private static List<String> written(String typed) {
    String text = typed.strip();
    if (!text.regionMatches(true, 0, "http://", 0, 7)
        && !text.regionMatches(true, 0, "https://", 0, 8)) {
      return List.of(text);
    }
    List<String> parts = new ArrayList<>();
    try {
      URI address = URI.create(text);
      if (address.getRawQuery() != null) {
        for (String pair : address.getRawQuery().split("&")) {
          parts.add(URLDecoder.decode(pair.replaceFirst("^[^=]*=", ""), StandardCharsets.UTF_8));
        }
      }
      if (address.getPath() != null) {
        parts.addAll(List.of(address.getPath().split("/")));
      }
    } catch (IllegalArgumentException noAddress) {
      return List.of(text);
    }
    return parts;
  }

  private Set<DossierCode> meant(String text) {
    try {
      return codes.meant(TypedCode.of(text));
    } catch (Failure noCode) {
      return Set.of();
    }
  }

  /** The dossier of a code alone; empty where the caller has to state a purpose first. */
  public Result opened(DossierCode code, Caller caller) {
    List<Hit> hits =
        access.of(caller, code) == Reading.OPEN
            ? List.of(new Hit(lists.get(code), Source.CODE))
            : List.of();
    return new Result(hits, "", false, clock.instant());
  }

  /**
   * Finds dossiers.
   *
   * @throws Failure {@code search/too-long}, {@code search/too-short}; {@code web/search-by-code}
   *     if the caller works at no agency and therefore searches by code only
   */
  public Result find(String typed, Caller caller) {
    SearchText text = SearchText.of(typed);
    Set<AgencyCode> agencies = disclosure.named(caller);
    if (agencies.isEmpty()) {
      throw Failure.badInput("web", "search-by-code");
    }
    DossierFinder.Found found = finder.find(text, agencies);
    List<DossierCode> dossiers = found.dossiers().stream().map(FoundDossier::dossier).toList();
    Disclosure.Readings readings = disclosure.readings(caller, dossiers);
    Map<DossierCode, DossierSummary> summaries =
        lists.of(dossiers.stream().filter(readings::names).toList()).stream()
            .collect(Collectors.toMap(DossierSummary::code, Function.identity()));
    List<Hit> hits =
        found.dossiers().stream()
            .filter(one -> summaries.containsKey(one.dossier()))
            .map(one -> new Hit(Objects.requireNonNull(summaries.get(one.dossier())), one.source()))
            .sorted(order(text))
            .toList();
    return new Result(hits, text.number(), found.more(), clock.instant());
  }

  private static Comparator<Hit> order(SearchText text) {
    return Comparator.comparingInt((Hit hit) -> distance(hit, text))
        .thenComparing(hit -> hit.summary().closedAt() != null)
        .thenComparing(hit -> hit.summary().receivedAt(), Comparator.reverseOrder())
        .thenComparing(hit -> hit.summary().code());
  }

  private static int distance(Hit hit, SearchText text) {
    return switch (hit.source().kind()) {
      case CODE -> 0;
      case PHONE, IDENTITY -> 1;
      case NAME -> 2 + text.distance(hit.summary().applicantName());
      case FORM -> 3 + SearchText.FARTHEST;
      case NOTE -> 4 + SearchText.FARTHEST;
    };
  }
}
