package onestop.desk.book;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import onestop.agencies.Agencies;
import onestop.agencies.Agency;
import onestop.desk.Caller;
import onestop.desk.figures.ReportReach;
import onestop.inbox.StepLoads;
import onestop.inbox.StepLoads.Load;
import onestop.kernel.AgencyCode;
import org.springframework.stereotype.Service;

/**
 * The work that waits at the steps of a procedure, in numbers alone: that of the caller's own unit
 * and of those below it; that of the whole city for officers of the city.
 */
@Service
public final class ModelLoads {
  private final StepLoads loads;
  private final ReportReach reach;
  private final Agencies agencies;
  private final Clock clock;

  ModelLoads(StepLoads loads, ReportReach reach, Agencies agencies, Clock clock) {
    this.loads = loads;
    this.reach = reach;
    this.agencies = agencies;
    this.clock = clock;
  }

  /**
   * The present load.
   *
   * @param agencies whose work is counted; empty for the whole city
   */
  public record Today(Instant asOf, Set<AgencyCode> agencies, List<Load> steps) {
    public Today {
      agencies = Set.copyOf(agencies);
      steps = List.copyOf(steps);
    }

    /** The number of waiting items. */
    public long open() {
      return steps.stream().mapToLong(Load::open).sum();
    }

    /** Those of late dossiers. */
    public long late() {
      return steps.stream().mapToLong(Load::late).sum();
    }
  }

  /** The load of a procedure, whichever version its dossiers run on. */
  public Today of(String procedure, Caller caller) {
    Instant now = clock.instant();
    Set<AgencyCode> within = within(caller);
    return new Today(now, within, loads.of(procedure, within, now));
  }

  private Set<AgencyCode> within(Caller caller) {
    boolean ofTheCity = agencies.get(caller.officer().agency()).kind() == Agency.Kind.CITY;
    return ofTheCity ? Set.of() : reach.agencies(caller);
  }
}
