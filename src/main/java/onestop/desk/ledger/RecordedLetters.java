package onestop.desk.ledger;

import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import onestop.agencies.Agencies;
import onestop.desk.Caller;
import onestop.desk.figures.ReportReach;
import onestop.facts.Period;
import onestop.facts.ReportScopes;
import onestop.kernel.AgencyCode;
import onestop.kernel.Failure;
import onestop.procedures.Catalogue;
import onestop.reports.LedgerBrowser;
import onestop.reports.LedgerBrowser.RecordedLetter;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** The letters on record within a caller's reach. No row names an applicant. */
@Service
public final class RecordedLetters {
  private final LedgerBrowser browser;
  private final ReportScopes scopes;
  private final ReportReach reach;
  private final Agencies agencies;
  private final Catalogue catalogue;
  private final Clock clock;

  RecordedLetters(
      LedgerBrowser browser,
      ReportScopes scopes,
      ReportReach reach,
      Agencies agencies,
      Catalogue catalogue,
      Clock clock) {
    this.browser = browser;
    this.scopes = scopes;
    this.reach = reach;
    this.agencies = agencies;
    this.catalogue = catalogue;
    this.clock = clock;
  }

  /** Some rows of a view, and the key behind which the next page begins; null after the last. */
  public record Page(List<RecordedLetter> rows, @Nullable String next) {}

  /** The rows that a query selects within the reach of its caller. */
  public final class View {
    private final LedgerBrowser.Filter filter;
    private final @Nullable String after;

    private View(LedgerBrowser.Filter filter, @Nullable String after) {
      this.filter = filter;
      this.after = after;
    }

    /**
     * At most {@code size} rows, behind the key of the query.
     *
     * @throws Failure {@code reports/page-key} if the query has a key that is none
     */
    public Page page(int size) {
      List<RecordedLetter> found = browser.page(filter, after, size + 1);
      List<RecordedLetter> rows = found.stream().limit(size).toList();
      return new Page(rows, found.size() > size ? rows.get(size - 1).key(filter.sort()) : null);
    }

    /** Hands over all rows, in order, without holding them. */
    public void each(Consumer<RecordedLetter> consumer) {
      browser.each(filter, consumer);
    }
  }

  /**
   * The view of a query; without a choice it has everything that the caller may read.
   *
   * @throws Failure {@code web/beyond-your-unit}, {@code reports/period}, {@code
   *     agencies/no-such-agency}, {@code procedures/…} or {@code web/choice-unknown}
   */
  public View view(LedgerQuery query, Caller caller) {
    String typedPeriod = LedgerQuery.text(query.period());
    Period period = typedPeriod == null ? null : Period.parse(typedPeriod, scopes.cutOffs());
    Set<AgencyCode> owing = agencies(LedgerQuery.text(query.agency()), caller);
    String procedure = LedgerQuery.text(query.procedure());
    if (procedure != null) {
      catalogue.current(procedure);
    }
    return new View(
        new LedgerBrowser.Filter(
            period == null ? null : period.start(clock.getZone()),
            period == null ? null : period.end(clock.getZone()),
            owing,
            procedure,
            query.chosenCause(),
            query.chosenDelay(),
            query.chosenOutcome(),
            query.chosenSort()),
        LedgerQuery.text(query.after()));
  }

  private Set<AgencyCode> agencies(@Nullable String typed, Caller caller) {
    AgencyCode agency =
        typed == null ? null : reach.unit(caller, agencies.get(new AgencyCode(typed)).code());
    return agency == null ? reach.agencies(caller) : Set.of(agency);
  }
}
