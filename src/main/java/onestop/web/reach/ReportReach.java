package onestop.web.reach;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import onestop.agencies.Role;
import onestop.facts.ReportScope;
import onestop.facts.ReportScope.Level;
import onestop.facts.ReportScopes;
import onestop.kernel.AgencyCode;
import onestop.kernel.Failure;
import onestop.reports.HearingQuestion;
import onestop.reports.Hearings;
import onestop.web.login.SignedIn;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.context.SecurityContextHolder;
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
  private final Hearings hearings;

  ReportReach(ReadingScopes readings, ReportScopes scopes, Hearings hearings) {
    this.readings = readings;
    this.scopes = scopes;
    this.hearings = hearings;
  }

  /** The agencies within reach of the caller; empty for the whole city. */
  public Set<AgencyCode> agencies() {
    ReadingScope scope = readings.ofCaller();
    if (scope.wholeCity() || caller().hasAny(Role.ADMINISTRATOR)) {
      return Set.of();
    }
    Set<AgencyCode> within = new LinkedHashSet<>(scope.works());
    within.addAll(scope.oversees());
    within.add(own());
    return within;
  }

  /** The levels that a report may have for the caller. */
  public List<Level> levels() {
    return Arrays.stream(Level.values())
        .filter(level -> level != Level.CITY || agencies().isEmpty())
        .toList();
  }

  /** Whether that agency is within reach of the caller. */
  public boolean includes(AgencyCode agency) {
    Set<AgencyCode> within = agencies();
    return within.isEmpty() || within.contains(agency);
  }

  /** The unit of a choice: the caller's own if there is no choice; null for the whole city. */
  public @Nullable AgencyCode unit(@Nullable AgencyCode asked) {
    AgencyCode unit = asked != null || agencies().isEmpty() ? asked : own();
    if (unit != null && !includes(unit)) {
      throw Failure.forbidden("web", "beyond-your-unit", "unit", own().value());
    }
    return unit;
  }

  /**
   * The scope of a report.
   *
   * @throws Failure {@code web/beyond-your-unit}, or as {@link ReportScopes#of}
   */
  public ReportScope of(ReportScopes.Asked asked) {
    return within(scopes.of(filled(asked)));
  }

  /**
   * The question of a hearing.
   *
   * @throws Failure {@code web/beyond-your-unit}, or as {@link Hearings#ask}
   */
  public HearingQuestion ask(ReportScopes.Asked asked) {
    HearingQuestion question = hearings.ask(filled(asked));
    within(question.scope());
    return question;
  }

  private ReportScopes.Asked filled(ReportScopes.Asked asked) {
    boolean nothingAsked = isBlank(asked.unit()) && isBlank(asked.level());
    return nothingAsked && !agencies().isEmpty()
        ? new ReportScopes.Asked(
            Level.BELOW.name().toLowerCase(Locale.ROOT),
            own().value(),
            asked.period(),
            asked.asOf())
        : asked;
  }

  private ReportScope within(ReportScope scope) {
    AgencyCode unit = scope.unit();
    boolean reached =
        unit == null || scope.level() == Level.CITY ? agencies().isEmpty() : includes(unit);
    if (!reached) {
      throw Failure.forbidden("web", "beyond-your-unit", "unit", own().value());
    }
    return scope;
  }

  private static boolean isBlank(@Nullable String text) {
    return text == null || text.isBlank();
  }

  private static AgencyCode own() {
    return caller().officer().agency();
  }

  private static SignedIn caller() {
    return (SignedIn)
        Objects.requireNonNull(SecurityContextHolder.getContext().getAuthentication())
            .getPrincipal();
  }
}
