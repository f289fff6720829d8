package onestop.desk.figures;

import java.util.List;
import java.util.Map;
import java.util.Set;
import onestop.agencies.Role;
import onestop.conduct.Explanation;
import onestop.conduct.Explanations;
import onestop.conduct.Trait;
import onestop.conduct.Traits;
import onestop.desk.Caller;
import onestop.facts.ReportScope;
import onestop.facts.ReportScopes;
import onestop.kernel.AgencyCode;
import onestop.kernel.DossierCode;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/**
 * Facts around lateness within the caller's reach, each with the officers' explanations. Auditors
 * and administrators choose a unit; all others see, and explain, the facts of their own agency.
 */
@Service
public final class LatenessFacts {
  private final Traits traits;
  private final Explanations explanations;
  private final ReportScopes scopes;
  private final ReportReach reach;

  LatenessFacts(Traits traits, Explanations explanations, ReportScopes scopes, ReportReach reach) {
    this.traits = traits;
    this.explanations = explanations;
    this.scopes = scopes;
    this.reach = reach;
  }

  /**
   * The facts to list.
   *
   * @param period as {@link ReportScopes.Asked#period()}
   * @param unit the chosen unit; null for none
   */
  public record Query(Trait trait, @Nullable String period, @Nullable AgencyCode unit) {}

  /**
   * The facts of a kind.
   *
   * @param scope the period and the unit listed
   * @param shown the first lines, at most as many as asked for
   * @param said the explanations about the shown lines' dossiers
   */
  public record Found(
      ReportScope scope,
      Traits.Found all,
      List<Traits.TraitLine> shown,
      Map<DossierCode, List<Explanation>> said) {}

  /** Whether the caller chooses the unit. */
  public boolean choosesUnit(Caller caller) {
    return caller.hasAny(Role.AUDITOR, Role.ADMINISTRATOR);
  }

  /**
   * The facts of that kind.
   *
   * @throws onestop.kernel.Failure {@code web/beyond-your-unit}, or as {@link ReportScopes#of}
   */
  public Found list(Query query, int most, Caller caller) {
    AgencyCode asked = choosesUnit(caller) ? query.unit() : caller.officer().agency();
    AgencyCode unit = reach.unit(caller, asked);
    ReportScope scope =
        scopes.of(
            new ReportScopes.Asked(null, unit == null ? null : unit.value(), query.period(), null));
    Traits.Found found = traits.list(query.trait(), scope.period(), scope.unit());
    List<Traits.TraitLine> shown = found.lines().stream().limit(most).toList();
    return new Found(
        scope,
        found,
        shown,
        explanations.of(shown.stream().map(Traits.TraitLine::dossier).toList()));
  }

  /** The agencies within the caller's reach; empty for the whole city. */
  public Set<AgencyCode> reach(Caller caller) {
    return reach.agencies(caller);
  }

  /** Whether the caller may explain facts of that agency. */
  public boolean mayExplain(Caller caller, AgencyCode agency) {
    return !caller.hasAny(Role.AUDITOR) && caller.officer().agency().equals(agency);
  }

  /**
   * Records the caller's explanation.
   *
   * @throws onestop.kernel.Failure as {@link Explanations#give}
   */
  public void explain(DossierCode code, Trait about, String text, Caller caller) {
    explanations.give(code, about, text, caller.actor());
  }
}
