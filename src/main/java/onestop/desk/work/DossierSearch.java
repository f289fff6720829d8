package onestop.desk.work;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import onestop.desk.Caller;
import onestop.desk.reading.Disclosure;
import onestop.dossiers.life.DossierState;
import onestop.facts.DossierFilter;
import onestop.facts.DossierFilter.Side;
import onestop.facts.DossierFilter.Standing;
import onestop.facts.DossierLists;
import onestop.facts.DossierSummary;
import onestop.kernel.AgencyCode;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Finds dossiers; applicants are searched by name within the caller's own agencies only. */
@Service
public final class DossierSearch {
  private final DossierLists lists;
  private final Disclosure disclosure;
  private final Clock clock;

  DossierSearch(DossierLists lists, Disclosure disclosure, Clock clock) {
    this.lists = lists;
    this.disclosure = disclosure;
    this.clock = clock;
  }

  /**
   * The dossiers to find; null means any.
   *
   * @param text part of a code, or the beginning of an applicant's name
   */
  public record Query(
      @Nullable Standing standing,
      @Nullable DossierState state,
      @Nullable AgencyCode agency,
      @Nullable String procedure,
      @Nullable String text,
      Side side) {}

  /**
   * A part of a list.
   *
   * @param total the number of dossiers in the whole list
   * @param asOf the moment at which they were judged
   */
  public record Found(long total, List<DossierSummary> rows, Instant asOf) {}

  /**
   * The rows {@code offset} (from 0) to {@code offset + size} (exclusive).
   *
   * @throws onestop.kernel.Failure {@code web/search-by-code} if the caller may search by code only
   */
  public Found find(Query query, int offset, int size, Caller caller) {
    return find(query, new Part(offset, size, null), caller);
  }

  /**
   * Which rows of a list.
   *
   * @param after the place behind which the offset begins; null for the beginning
   */
  public record Part(int offset, int size, DossierFilter.@Nullable Place after) {}

  /** As {@link #find(Query, int, int, Caller)}, behind a place of the list. */
  public Found find(Query query, Part part, Caller caller) {
    DossierFilter filter =
        new DossierFilter(
            query.standing(),
            query.state(),
            query.agency(),
            query.procedure(),
            disclosure.searched(caller, query.text()),
            query.side(),
            disclosure.named(caller));
    Instant now = clock.instant();
    List<DossierSummary> rows =
        lists.list(filter, new DossierFilter.Window(now, part.offset(), part.size(), part.after()));
    return new Found(lists.count(filter, now), rows, now);
  }
}
