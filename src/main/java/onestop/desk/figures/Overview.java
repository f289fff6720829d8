package onestop.desk.figures;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import onestop.facts.DossierFilter;
import onestop.facts.DossierFilter.Side;
import onestop.facts.DossierFilter.Standing;
import onestop.facts.DossierLists;
import onestop.facts.DossierSummary;
import onestop.facts.PresentFigures;
import onestop.facts.PresentFigures.Picture;
import onestop.kernel.AgencyCode;
import onestop.sla.UnprocessedMarks;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** The figures of now, and the dossiers due first. */
@Service
public final class Overview {
  private static final int SOONEST = 8;

  /** The number of dossiers read; paused ones have no known due date and are skipped. */
  private static final int LOOKED_AT = 100;

  private final PresentFigures figures;
  private final DossierLists lists;

  Overview(PresentFigures figures, DossierLists lists) {
    this.figures = figures;
    this.lists = lists;
  }

  /** The figures of all agencies. */
  public Picture picture() {
    return figures.picture();
  }

  /** Marks that passed unprocessed; empty while the timers keep up. */
  public Optional<UnprocessedMarks> unheard() {
    return figures.unheard();
  }

  /**
   * The dossiers due first, late ones before others, at most {@value #SOONEST}.
   *
   * @param agency the agency that resolves them; null for the whole city
   */
  public List<DossierSummary> soonest(@Nullable AgencyCode agency, Picture picture) {
    List<DossierSummary> next =
        new ArrayList<>(soonest(Standing.OPEN_OVERDUE, SOONEST / 2, agency, picture));
    next.addAll(soonest(Standing.OPEN_IN_TIME, SOONEST, agency, picture));
    return next.subList(0, Math.min(SOONEST, next.size()));
  }

  private List<DossierSummary> soonest(
      Standing standing, int most, @Nullable AgencyCode agency, Picture picture) {
    return lists
        .list(
            new DossierFilter(standing, null, agency, null, null, Side.RESOLVING),
            new DossierFilter.Window(picture.asOf(), 0, LOOKED_AT))
        .stream()
        .filter(row -> !row.waiting())
        .limit(most)
        .toList();
  }
}
