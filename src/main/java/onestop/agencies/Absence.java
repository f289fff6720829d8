package onestop.agencies;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Set;
import onestop.kernel.AgencyCode;
import onestop.kernel.OfficerId;
import org.jspecify.annotations.Nullable;

/**
 * The days on which an officer is absent, and the officer who stands in. It ends by itself with its
 * last day, or earlier when the officer is back.
 *
 * @param id the number by which it can be ended
 * @param agency the agency of both officers
 * @param firstOn the first day
 * @param lastOn the last day, inclusive
 * @param flows what goes to the substitute; everything else stays
 * @param reason empty if none was given
 * @param endedAt when the officer came back before the end of the last day, or did not go; null if
 *     neither
 * @param handedAt when the open work was handed over; null before, and if it stays
 */
public record Absence(
    long id,
    OfficerId officer,
    OfficerId substitute,
    AgencyCode agency,
    LocalDate firstOn,
    LocalDate lastOn,
    Set<Flow> flows,
    String reason,
    OfficerId recordedBy,
    @Nullable Instant endedAt,
    @Nullable Instant handedAt) {
  public Absence {
    flows = Set.copyOf(flows);
  }

  /** The work that goes to the substitute. */
  public enum Flow {
    /** Work that the officer would be given during the absence. */
    NEW_WORK,
    /** Work that the officer holds when the absence begins. */
    OPEN_WORK
  }

  /**
   * What is to be recorded.
   *
   * @param lastOn the last day, inclusive
   */
  public record Order(
      OfficerId officer,
      OfficerId substitute,
      LocalDate firstOn,
      LocalDate lastOn,
      Set<Flow> flows,
      String reason) {
    public Order {
      flows = Set.copyOf(flows);
    }

    /** The same order with the logins as on record. */
    Order between(OfficerId absent, OfficerId instead) {
      return new Order(absent, instead, firstOn, lastOn, flows, reason);
    }
  }

  /** Whether the officer is absent on that day. */
  public boolean covers(LocalDate day) {
    return endedAt == null && !day.isBefore(firstOn) && !day.isAfter(lastOn);
  }

  /** Whether it has a day in common with these, both inclusive. */
  boolean meets(LocalDate first, LocalDate last) {
    return endedAt == null && !last.isBefore(firstOn) && !first.isAfter(lastOn);
  }

  /** Whether that work goes to the substitute. */
  public boolean hands(Flow flow) {
    return flows.contains(flow);
  }
}
