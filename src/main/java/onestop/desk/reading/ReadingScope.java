package onestop.desk.reading;

import java.util.Collection;
import java.util.Set;
import onestop.kernel.AgencyCode;

/**
 * The agencies whose dossiers a reader may open, and the conditions.
 *
 * @param works the agencies for which the reader works on dossiers; these dossiers open at once
 * @param oversees the agencies that the reader heads from above or inspects; these dossiers open
 *     after a purpose is on record
 * @param wholeCity whether the reader oversees every agency, those without a superior included
 */
public record ReadingScope(Set<AgencyCode> works, Set<AgencyCode> oversees, boolean wholeCity) {
  public ReadingScope {
    works = Set.copyOf(works);
    oversees = Set.copyOf(oversees);
  }

  /** The access to a dossier. */
  public enum Reading {
    /** At once. */
    OPEN,
    /** After a purpose is on record. */
    WITH_PURPOSE,
    /** Not at all. */
    CLOSED
  }

  /**
   * The access to a dossier of these agencies; one without agencies does not exist, and is closed.
   */
  public Reading of(Collection<AgencyCode> parties) {
    if (parties.stream().anyMatch(works::contains)) {
      return Reading.OPEN;
    }
    boolean overseen =
        wholeCity ? !parties.isEmpty() : parties.stream().anyMatch(oversees::contains);
    return overseen ? Reading.WITH_PURPOSE : Reading.CLOSED;
  }
}
