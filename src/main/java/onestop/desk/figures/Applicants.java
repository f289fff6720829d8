package onestop.desk.figures;

import java.util.Set;
import onestop.facts.DossierFigures;
import onestop.kernel.AgencyCode;

/**
 * The agencies whose applicants the reader may see.
 *
 * @param named the agencies whose lines name applicants; lines of other agencies remain, without
 *     the name
 */
public record Applicants(Set<AgencyCode> named) {
  public Applicants {
    named = Set.copyOf(named);
  }

  /** Whether the reader may see the applicant of that dossier. */
  public boolean shown(DossierFigures dossier) {
    return named.contains(dossier.seat().receiving()) || named.contains(dossier.seat().resolving());
  }

  /** Whether a register of these agencies, or of all for none, names every applicant. */
  public boolean shownOf(Set<AgencyCode> agencies) {
    return !agencies.isEmpty() && named.containsAll(agencies);
  }
}
