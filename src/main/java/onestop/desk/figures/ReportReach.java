package onestop.desk.figures;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import onestop.agencies.Role;
import onestop.desk.Caller;
import onestop.desk.reading.ReadingScope;
import onestop.desk.reading.ReadingScopes;
import onestop.facts.ReportScope;
import onestop.facts.ReportScope.Level;
import onestop.facts.ReportScopes;
import onestop.kernel.AgencyCode;
import onestop.kernel.Failure;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The caller's reach in reports, hearings, facts and the ledger's tables: the whole city for
 * officers of the city, the own unit and those below it for all others. A request is never narrowed
 * silently: one beyond the reach is refused, and one without a unit means the own unit.
 */
@Component
public final class ReportReach {
  private final ReadingScopes readings;
  private final ReportScopes scopes;

  ReportReach(ReadingScopes readings, ReportScopes scopes) {
    this.readings = readings;
    this.scopes = scopes;
  }

  /** The agencies within reach of the caller; empty for the whole city. */
  public Set<AgencyCode> agencies(Caller caller) {
    ReadingScope scope = readings.of(caller);
    if (scope.wholeCity() || caller.hasAny(Role.ADMINISTRATOR)) {
      return Set.of();
    }
    Set<AgencyCode> within = new LinkedHashSet<>(scope.works());
    within.addAll(scope.oversees());
    within.add(own(caller));
    return within;
  }

  /** The levels that a report may have for the caller. */
  public List<Level> levels(Caller caller) {
    boolean wholeCity = agencies(caller).isEmpty();
    return Arrays.stream(Level.values()).filter(level -> level != Level.CITY || wholeCity).toList();
  }

  private boolean includes(Caller caller, AgencyCode agency) {
    Set<AgencyCode> within = agencies(caller);
    return within.isEmpty() || within.contains(agency);
  }

  /** The unit of a choice: the caller's own if there is no choice; null for the whole city. */
  public @Nullable AgencyCode unit(Caller caller, @Nullable AgencyCode asked) {
    AgencyCode unit = asked != null || agencies(caller).isEmpty() ? asked : own(caller);
    if (unit != null && !includes(caller, unit)) {
      throw Failure.forbidden("web", "beyond-your-unit", "unit", own(caller).value());
    }
    return unit;
  }

  /**
   * The scope of a report.
   *
   * @throws Failure {@code web/beyond-your-unit}, or as {@link ReportScopes#of}
   */
  public ReportScope of(Caller caller, ReportScopes.Asked asked) {
    return requireWithin(caller, scopes.of(filled(caller, asked)));
  }

  /** The choice, or the caller's own unit where nothing is chosen. */
  ReportScopes.Asked filled(Caller caller, ReportScopes.Asked asked) {
    boolean nothingAsked = isBlank(asked.unit()) && isBlank(asked.level());
    return nothingAsked && !agencies(caller).isEmpty()
        ? new ReportScopes.Asked(
            Level.BELOW.name().toLowerCase(Locale.ROOT),
            own(caller).value(),
            asked.period(),
            asked.asOf())
        : asked;
  }

  /** That scope; a failure {@code web/beyond-your-unit} if it is not within reach. */
  ReportScope requireWithin(Caller caller, ReportScope scope) {
    AgencyCode unit = scope.unit();
    boolean reached =
        unit == null || scope.level() == Level.CITY
            ? agencies(caller).isEmpty()
            : includes(caller, unit);
    if (!reached) {
      throw Failure.forbidden("web", "beyond-your-unit", "unit", own(caller).value());
    }
    return scope;
  }

  private static boolean isBlank(@Nullable String text) {
    return text == null || text.isBlank();
  }

  private static AgencyCode own(Caller caller) {
    return caller.officer().agency();
  }
}
