package onestop.web.reach;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import onestop.dossiers.DossierParties;
import onestop.kernel.AgencyCode;
import onestop.kernel.DossierCode;
import onestop.kernel.Failure;
import onestop.web.reach.ReadingScope.Reading;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * What lists keep from their readers: a list may hold dossiers of the whole city, and names
 * applicants only where the reader's own agency works on the dossier.
 */
@Component
public final class Disclosure {
  /** Part of a dossier's code, and of nobody's name. */
  private static final Pattern PART_OF_A_CODE =
      Pattern.compile("[\\p{Alnum}.-]*\\d[\\p{Alnum}.-]*");

  private final ReadingScopes scopes;
  private final DossierParties parties;

  Disclosure(ReadingScopes scopes, DossierParties parties) {
    this.scopes = scopes;
    this.parties = parties;
  }

  /**
   * How the dossiers of a list open to the caller, in one statement for all of them. Whoever may
   * open none costs none.
   */
  public Readings readings(Collection<DossierCode> codes) {
    ReadingScope scope = scopes.ofCaller();
    Map<DossierCode, Reading> readings = new HashMap<>();
    if (!scope.works().isEmpty() || !scope.oversees().isEmpty()) {
      parties.of(Set.copyOf(codes)).forEach((code, of) -> readings.put(code, scope.of(of)));
    }
    return new Readings(readings);
  }

  /** How the dossiers of one list open to its reader. */
  public record Readings(Map<DossierCode, Reading> of) {
    /** How that dossier opens; one that the list did not ask for is closed. */
    public Reading of(DossierCode code) {
      return of.getOrDefault(code, Reading.CLOSED);
    }

    /** Whether the reader sees whose dossier it is without opening it. */
    public boolean names(DossierCode code) {
      return of(code) == Reading.OPEN;
    }
  }

  /** The agencies whose applicants the caller sees by name in lists, and may search by name. */
  public Set<AgencyCode> named() {
    return scopes.ofCaller().works();
  }

  /**
   * The words to search for: who works at no agency searches by code, since a list found by a name
   * tells whose it is.
   *
   * @throws Failure {@code web/search-by-code} if such a reader searches for anything else
   */
  public @Nullable String searched(@Nullable String text) {
    if (text != null
        && !text.isBlank()
        && named().isEmpty()
        && !PART_OF_A_CODE.matcher(text.strip()).matches()) {
      throw Failure.badInput("web", "search-by-code");
    }
    return text;
  }
}
