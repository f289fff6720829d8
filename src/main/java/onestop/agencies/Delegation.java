package onestop.agencies;

import java.time.LocalDate;
import onestop.kernel.AgencyCode;
import onestop.kernel.OfficerId;

/**
 * The written order by which one officer acts in a role in place of another for some days.
 *
 * @param from the officer who delegates the role
 * @param to the officer who may act
 * @param role the delegated role; in practice that of the head
 * @param validFrom the first day
 * @param validTo the last day, inclusive
 * @param document the number of the order, which is never printed but required for every audit
 */
public record Delegation(
    OfficerId from,
    OfficerId to,
    AgencyCode agency,
    Role role,
    Capacity capacity,
    LocalDate validFrom,
    LocalDate validTo,
    String document) {

  /** The capacity in which the delegate signs: the letters before the head's title. */
  public enum Capacity {
    /** Ký thay: the deputy signs in the head's place. */
    KT("KT."),
    /** Thừa lệnh: by the head's order. */
    TL("TL."),
    /** Thừa ủy quyền: by the head's written authority. */
    TUQ("TUQ.");

    private final String prefix;

    Capacity(String prefix) {
      this.prefix = prefix;
    }

    /** The prefix of the head's title above the signature. */
    public String prefix() {
      return prefix;
    }
  }

  /** The same order with the logins as on record. */
  Delegation between(OfficerId delegator, OfficerId delegate) {
    return new Delegation(
        delegator, delegate, agency, role, capacity, validFrom, validTo, document);
  }

  /** Whether the day lies between the first and the last day, both inclusive. */
  public boolean isInForce(LocalDate day) {
    return !day.isBefore(validFrom) && !day.isAfter(validTo);
  }
}
