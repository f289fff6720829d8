package onestop.desk.receiving;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import onestop.agencies.Role;
import onestop.desk.Caller;
import onestop.dossiers.Dossiers;
import onestop.dossiers.fees.FeeAccount;
import onestop.dossiers.fees.FeeEntry;
import onestop.dossiers.fees.Fees;
import onestop.dossiers.life.Dossier;
import onestop.dossiers.life.FeeOrder;
import onestop.dossiers.life.FeeOrder.Method;
import onestop.kernel.AgencyCode;
import onestop.kernel.DossierCode;
import onestop.kernel.Failure;
import onestop.procedures.Catalogue;
import onestop.procedures.fee.FeeSchedule;
import org.springframework.stereotype.Service;

/**
 * The fees at the counter that received the dossier: its officers take payments and put entries
 * right; the book of a day is open to those who work at the agency's counters and answer for them.
 */
@Service
public final class FeeCounter {
  private final Fees fees;
  private final Dossiers dossiers;
  private final Catalogue catalogue;
  private final Clock clock;

  FeeCounter(Fees fees, Dossiers dossiers, Catalogue catalogue, Clock clock) {
    this.fees = fees;
    this.dossiers = dossiers;
    this.catalogue = catalogue;
    this.clock = clock;
  }

  /** The fees in force of the dossier's procedure; empty if the catalogue has words only. */
  public Optional<FeeSchedule> schedule(Dossier dossier) {
    return catalogue.fees(catalogue.version(dossier.pins().procedure()));
  }

  /** The dossier whose account it is; a leg has none of its own. */
  public Dossier dossier(DossierCode code) {
    return dossiers.get(code);
  }

  /** The fee account of a dossier. */
  public FeeAccount account(DossierCode code) {
    return fees.account(code);
  }

  /** Whether the caller takes fees of that dossier. */
  public boolean isOpenTo(Caller caller, Dossier dossier) {
    return dossier.parent() == null
        && caller.hasAny(Role.DESK_OFFICER, Role.FINANCE_OFFICER)
        && caller.officer().agency().equals(dossier.agencies().receiving());
  }

  /**
   * Charges a fee, as {@link Fees#charge}.
   *
   * @throws Failure {@code web/not-your-counter} at another agency's counter
   */
  public void charge(DossierCode code, FeeOrder order, Caller caller) {
    require(code, caller);
    fees.charge(code, order, caller.actor());
  }

  /** Takes the payment of all that is owed, as {@link Fees#pay} and {@link #charge}. */
  public FeeEntry pay(DossierCode code, FeeOrder.Payment payment, Caller caller) {
    require(code, caller);
    return fees.pay(code, payment, caller.actor());
  }

  /** Counters a wrong entry, as {@link Fees#correct} and {@link #charge}. */
  public void correct(FeeEntry.Correction correction, Caller caller) {
    require(correction.dossier(), caller);
    fees.correct(correction, caller.actor());
  }

  private void require(DossierCode code, Caller caller) {
    if (!isOpenTo(caller, dossiers.get(code))) {
      throw Failure.forbidden("web", "not-your-counter", "code", code.value());
    }
  }

  /** Today. */
  public LocalDate today() {
    return LocalDate.now(clock);
  }

  /**
   * The fees of an agency's counters on a day.
   *
   * @param lines in the order of their moments
   * @param counters the totals of each officer, by login
   */
  public record DayBook(
      AgencyCode agency, LocalDate day, List<FeeEntry> lines, List<Totals> counters) {
    /** The totals of the day. */
    public Totals total() {
      return Totals.of("", lines);
    }
  }

  /**
   * Totals in đồng; counter-entries are subtracted.
   *
   * @param officer the login; empty for all
   */
  public record Totals(String officer, long charged, long cash, long transfer) {
    static Totals of(String officer, List<FeeEntry> lines) {
      return new Totals(
          officer,
          lines.stream()
              .filter(line -> line.kind() == FeeEntry.Kind.CHARGE)
              .mapToLong(FeeEntry::amount)
              .sum(),
          paid(lines, Method.CASH),
          paid(lines, Method.TRANSFER));
    }

    private static long paid(List<FeeEntry> lines, Method method) {
      return lines.stream()
          .filter(line -> line.kind() == FeeEntry.Kind.PAYMENT && line.method() == method)
          .mapToLong(FeeEntry::amount)
          .sum();
    }

    /** The money taken in. */
    public long paid() {
      return cash + transfer;
    }
  }

  /** The book of a day of the caller's own agency; names no applicant. */
  public DayBook book(LocalDate day, Caller caller) {
    AgencyCode agency = caller.officer().agency();
    List<FeeEntry> lines = fees.on(agency, day);
    Map<String, List<FeeEntry>> byOfficer = new TreeMap<>();
    lines.forEach(
        line ->
            byOfficer.computeIfAbsent(line.by().id().value(), key -> new ArrayList<>()).add(line));
    return new DayBook(
        agency,
        day,
        lines,
        byOfficer.entrySet().stream().map(one -> Totals.of(one.getKey(), one.getValue())).toList());
  }
}
