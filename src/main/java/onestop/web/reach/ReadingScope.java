package onestop.web.reach;

import java.util.Collection;
import java.util.Set;
import onestop.kernel.AgencyCode;

/**
 * Whose dossiers a reader may open, and how.
 *
 * @param works agencies in whose service the reader works on dossiers; these open at once
 * @param oversees agencies that the reader heads from above or inspects; these open after a purpose
 *     is on record
 * @param wholeCity whether every agency is overseen, those under no other included
 */
public record ReadingScope(Set<AgencyCode> works, Set<AgencyCode> oversees, boolean wholeCity) {
  /** Who reads nothing personal. */
  public static final ReadingScope NOTHING = new ReadingScope(Set.of(), Set.of(), false);

  public ReadingScope {
    works = Set.copyOf(works);
    oversees = Set.copyOf(oversees);
  }

  /** How a dossier opens. */
  public enum Reading {
    /** At once. */
    OPEN,
    /** After a purpose is on record. */
    WITH_PURPOSE,
    /** Not at all. */
    CLOSED
  }

  /** How a dossier of these agencies opens; one without agencies does not exist, and is closed. */
  public Reading of(Collection<AgencyCode> parties) {
    if (parties.stream().anyMatch(works::contains)) {
      return Reading.OPEN;
    }
    boolean overseen =
        wholeCity ? !parties.isEmpty() : parties.stream().anyMatch(oversees::contains);
    return overseen ? Reading.WITH_PURPOSE : Reading.CLOSED;
  }
}
