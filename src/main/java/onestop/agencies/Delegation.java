package onestop.agencies;

import java.time.LocalDate;
import onestop.kernel.AgencyCode;
import onestop.kernel.OfficerId;

/**
 * The written order by which one officer acts in a role in another's place for some days.
 *
 * @param from who hands the role over
 * @param to who may act
 * @param role the role handed over; the head's, in practice
 * @param validFrom the first day
 * @param validTo the last day, inclusive
 * @param document the order's number, printed nowhere, asked for by every auditor
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

  /** In which capacity the delegate signs: the letters before the head's title. */
  public enum Capacity {
    /** Ký thay: the deputy signs in the head's place. */
    KT("KT."),
    /** Thừa lệnh: by the head's order. */
    TL("TL."),
    /** Thừa uỷ quyền: by the head's written authority. */
    TUQ("TUQ.");

    private final String prefix;

    Capacity(String prefix) {
      this.prefix = prefix;
    }

    /** What stands before the head's title over the signature. */
    public String prefix() {
      return prefix;
    }
  }

  /** True on the first day, the last day and all days between. */
  public boolean isInForce(LocalDate day) {
    return !day.isBefore(validFrom) && !day.isAfter(validTo);
  }
}
