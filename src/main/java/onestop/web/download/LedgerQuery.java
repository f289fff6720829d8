package onestop.web.download;

import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import onestop.agencies.Agencies;
import onestop.apologies.obligation.Cause;
import onestop.desk.Caller;
import onestop.desk.figures.ReportReach;
import onestop.facts.Period;
import onestop.facts.ReportScopes;
import onestop.kernel.AgencyCode;
import onestop.kernel.Failure;
import onestop.procedures.Catalogue;
import onestop.reports.LedgerBrowser;
import onestop.reports.LedgerBrowser.Delay;
import onestop.reports.LedgerBrowser.Outcome;
import onestop.reports.LedgerBrowser.Sort;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * A view of the ledger in an address: the same address gives the same view.
 *
 * @param after the key behind which the page begins
 */
public record LedgerQuery(
    @Nullable String period,
    @Nullable String agency,
    @Nullable String procedure,
    @Nullable String cause,
    @Nullable String lateness,
    @Nullable String outcome,
    @Nullable String sort,
    @Nullable String after) {

  /** Parses queries; an invalid choice is a failure. */
  @Component
  public static final class Reader {
    private final ReportScopes scopes;
    private final ReportReach reach;
    private final Agencies agencies;
    private final Catalogue catalogue;
    private final Clock clock;

    Reader(
        ReportScopes scopes,
        ReportReach reach,
        Agencies agencies,
        Catalogue catalogue,
        Clock clock) {
      this.reach = reach;
      this.scopes = scopes;
      this.agencies = agencies;
      this.catalogue = catalogue;
      this.clock = clock;
    }

    /**
     * The filter of a query; a blank choice is no choice and means everything that the caller may
     * read.
     *
     * @throws Failure {@code web/beyond-your-unit}, {@code reports/period}, {@code
     *     agencies/no-such-agency}, {@code procedures/…} or {@code web/choice-unknown}
     */
    public LedgerBrowser.Filter filter(LedgerQuery query, Caller caller) {
      String periodText = text(query.period());
      Period period = periodText == null ? null : Period.parse(periodText, scopes.cutOffs());
      String agencyText = text(query.agency());
      AgencyCode agency =
          agencyText == null
              ? null
              : reach.unit(caller, agencies.get(new AgencyCode(agencyText)).code());
      String procedure = text(query.procedure());
      if (procedure != null) {
        catalogue.current(procedure);
      }
      Sort sort = choice(Sort.class, query.sort());
      Instant from = period == null ? null : period.start(clock.getZone());
      Instant to = period == null ? null : period.end(clock.getZone());
      return new LedgerBrowser.Filter(
          from,
          to,
          agency == null ? reach.agencies(caller) : Set.of(agency),
          procedure,
          choice(Cause.class, query.cause()),
          choice(Delay.class, query.lateness()),
          choice(Outcome.class, query.outcome()),
          sort == null ? Sort.OPENED : sort);
    }
  }

  private static @Nullable String text(@Nullable String asked) {
    return asked == null || asked.isBlank() ? null : asked.strip();
  }

  private static <E extends Enum<E>> @Nullable E choice(Class<E> type, @Nullable String word) {
    String wanted = text(word);
    if (wanted == null) {
      return null;
    }
    return Arrays.stream(type.getEnumConstants())
        .filter(one -> one.name().equalsIgnoreCase(wanted))
        .findFirst()
        .orElseThrow(
            () ->
                Failure.badInput(
                    "web",
                    "choice-unknown",
                    "value",
                    wanted,
                    "allowed",
                    String.join(
                        ", ",
                        Arrays.stream(type.getEnumConstants())
                            .map(one -> one.name().toLowerCase(Locale.ROOT))
                            .toList())));
  }
}
