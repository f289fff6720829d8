package onestop.desk.figures;

import java.util.List;
import onestop.conduct.Lookup;
import onestop.conduct.Lookups;
import onestop.desk.Caller;
import onestop.kernel.DossierCode;
import onestop.kernel.OfficerId;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** The recorded look-ups of personal data by officers within the caller's reach. */
@Service
public final class RecordedLookups {
  private final Lookups lookups;
  private final ReportReach reach;

  RecordedLookups(Lookups lookups, ReportReach reach) {
    this.lookups = lookups;
    this.reach = reach;
  }

  /**
   * The look-ups to list; null means any.
   *
   * @param before only those recorded before the one with this id
   */
  public record Query(
      @Nullable OfficerId auditor, @Nullable DossierCode dossier, @Nullable Long before) {}

  /**
   * A part of the list.
   *
   * @param next the {@code before} of the next part; null at the end
   */
  public record Part(List<Lookup> lookups, @Nullable Long next) {}

  /** The newest look-ups first, at most {@code size}. */
  public Part list(Query query, int size, Caller caller) {
    List<Lookup> found =
        lookups.list(
            new Lookups.Filter(
                query.auditor(), query.dossier(), query.before(), reach.agencies(caller)),
            size + 1);
    return found.size() > size
        ? new Part(found.subList(0, size), found.get(size - 1).id())
        : new Part(found, null);
  }
}
