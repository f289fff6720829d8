package onestop.desk.people;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import onestop.agencies.Accounts;
import onestop.agencies.Agencies;
import onestop.agencies.Delegation;
import onestop.agencies.DelegationRecord;
import onestop.agencies.Role;
import onestop.desk.Caller;
import onestop.desk.people.OfficerRights.Effect;
import onestop.forms.PrintableText;
import onestop.kernel.AgencyCode;
import onestop.kernel.Failure;
import onestop.kernel.OfficerId;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Records and ends delegations of signature, in the name of an administrator. */
@Service
public final class DelegationOrders {
  private static final int LONGEST_DOCUMENT = 200;

  private final Agencies agencies;
  private final Accounts accounts;

  DelegationOrders(Agencies agencies, Accounts accounts) {
    this.agencies = agencies;
    this.accounts = accounts;
  }

  /** An order as typed; null while nothing is chosen. */
  public record Draft(
      AgencyCode agency,
      @Nullable OfficerId from,
      @Nullable OfficerId to,
      @Nullable Role role,
      Delegation.@Nullable Capacity capacity,
      @Nullable LocalDate validFrom,
      @Nullable LocalDate validTo,
      String document) {
    /** Everything that is wrong by itself, each failure with its {@code field}. */
    public List<Failure> faults() {
      List<Failure> faults = new ArrayList<>();
      missing(faults, "from", from);
      missing(faults, "to", to);
      missing(faults, "role", role);
      missing(faults, "capacity", capacity);
      missing(faults, "validFrom", validFrom);
      missing(faults, "validTo", validTo);
      if (from != null && from.equals(to)) {
        faults.add(Failure.badInput("desk", "delegation-to-oneself", "field", "to"));
      }
      String text = document.strip();
      if (text.isEmpty() || text.length() > LONGEST_DOCUMENT) {
        faults.add(
            Failure.badInput("desk", "text-length", "field", "document", "max", LONGEST_DOCUMENT));
      } else {
        try {
          PrintableText.require("document", text);
        } catch (Failure unprintable) {
          faults.add(unprintable);
        }
      }
      return List.copyOf(faults);
    }

    private static void missing(List<Failure> faults, String field, @Nullable Object value) {
      if (value == null) {
        faults.add(Failure.badInput("desk", "choice-missing", "field", field));
      }
    }

    private Delegation order() {
      List<Failure> faults = faults();
      if (!faults.isEmpty()) {
        throw faults.get(0);
      }
      return new Delegation(
          Objects.requireNonNull(from),
          Objects.requireNonNull(to),
          agency,
          Objects.requireNonNull(role),
          Objects.requireNonNull(capacity),
          Objects.requireNonNull(validFrom),
          Objects.requireNonNull(validTo),
          document.strip());
    }
  }

  /** Records an order, unless the same one is on record and was not ended. */
  public Effect add(Draft draft, Caller by) {
    OfficerRights.require(by);
    Delegation order = draft.order();
    return OfficerRights.unlessSo("delegation-known", () -> accounts.delegate(order, by.id()));
  }

  /**
   * Records an order and returns its number.
   *
   * @throws Failure {@code agencies/delegation-known} if it is on record and was not ended, or as
   *     {@link Agencies#add(Delegation)}; {@code forms/unprintable} for its document
   */
  public long record(Delegation order, Caller by) {
    OfficerRights.require(by);
    PrintableText.require("document", order.document());
    return accounts.delegate(order, by.id());
  }

  /** The orders of an agency, ended ones included, the newest first. */
  public List<DelegationRecord> of(AgencyCode agency) {
    return agencies.delegations(agencies.get(agency).code());
  }

  /**
   * Ends an order of that agency from now on.
   *
   * @throws Failure {@code desk/no-such-delegation} if the agency has none of this number
   */
  public Effect end(AgencyCode agency, long number, Caller by) {
    OfficerRights.require(by);
    DelegationRecord found =
        agencies.delegations(agency).stream()
            .filter(record -> record.id() == number)
            .findFirst()
            .orElseThrow(
                () ->
                    Failure.notFound(
                        "desk", "no-such-delegation", "number", Long.toString(number)));
    return OfficerRights.unlessSo("delegation-over", () -> end(found.id(), by));
  }

  /**
   * Ends an order of any agency from now on.
   *
   * @throws Failure {@code agencies/no-such-delegation}; {@code agencies/delegation-over} if it has
   *     ended
   */
  public void end(long number, Caller by) {
    OfficerRights.require(by);
    accounts.endDelegation(number, by.id());
  }
}
