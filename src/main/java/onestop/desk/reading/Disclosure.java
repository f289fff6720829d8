package onestop.desk.reading;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import onestop.desk.Caller;
import onestop.desk.reading.ReadingScope.Reading;
import onestop.dossiers.DossierParties;
import onestop.kernel.AgencyCode;
import onestop.kernel.DossierCode;
import onestop.kernel.Failure;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The rules of disclosure in lists: a list may hold dossiers of the whole city, and names
 * applicants only where the reader's own agency works on the dossier.
 */
@Component
public final class Disclosure {
  /** A part of a dossier's code that cannot be part of a name. */
  private static final Pattern PART_OF_A_CODE =
      Pattern.compile("[\\p{Alnum}.-]*\\d[\\p{Alnum}.-]*");

  private final ReadingScopes scopes;
  private final DossierParties parties;

  Disclosure(ReadingScopes scopes, DossierParties parties) {
    this.scopes = scopes;
    this.parties = parties;
  }

  /**
   * The caller's access to the dossiers of a list, read in one statement for all of them, and in
   * none if the caller may open no dossier.
   */
  public Readings readings(Caller caller, Collection<DossierCode> codes) {
    ReadingScope scope = scopes.of(caller);
    Map<DossierCode, Reading> readings = new HashMap<>();
    if (!scope.works().isEmpty() || !scope.oversees().isEmpty()) {
      parties.of(Set.copyOf(codes)).forEach((code, of) -> readings.put(code, scope.of(of)));
    }
    return new Readings(readings);
  }

  /** The reader's access to the dossiers of one list. */
  public record Readings(Map<DossierCode, Reading> of) {
    /** The access to that dossier; one outside the list is closed. */
    public Reading of(DossierCode code) {
      return of.getOrDefault(code, Reading.CLOSED);
    }

    /** Whether the reader sees the applicant's name without opening the dossier. */
    public boolean names(DossierCode code) {
      return of(code) == Reading.OPEN;
    }
  }

  /**
   * The agencies whose applicants are shown to the caller by name in lists, and may be searched by
   * name.
   */
  public Set<AgencyCode> named(Caller caller) {
    return scopes.of(caller).works();
  }

  /**
   * The text to search for: a reader who works at no agency may search by code only, because a
   * match by name discloses the name.
   *
   * @throws Failure {@code web/search-by-code} if such a reader searches for any other text
   */
  public @Nullable String searched(Caller caller, @Nullable String text) {
    if (text != null
        && !text.isBlank()
        && named(caller).isEmpty()
        && !PART_OF_A_CODE.matcher(text.strip()).matches()) {
      throw Failure.badInput("web", "search-by-code");
    }
    return text;
  }
}
