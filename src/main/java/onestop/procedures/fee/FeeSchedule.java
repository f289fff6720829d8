package onestop.procedures.fee;

import java.util.List;
import java.util.Optional;

/**
 * One version of the fees of a procedure. A resolution that changes an amount makes a new version;
 * the procedure itself keeps its own.
 *
 * @param procedure the code of the procedure
 * @param rates in the order of the page; the first that fits the channel is proposed
 * @param exemptions the usual reasons for charging nothing; the desk may state another one
 */
public record FeeSchedule(
    String procedure, int version, List<FeeRate> rates, List<Exemption> exemptions) {
  public FeeSchedule {
    rates = List.copyOf(rates);
    exemptions = exemptions == null ? List.of() : List.copyOf(exemptions);
  }

  /**
   * A reason for charging nothing.
   *
   * @param legalBasis the text that exempts
   * @param status its certainty: {@code H}, {@code M}, {@code L} or {@code K}
   */
  public record Exemption(String nameVi, String nameEn, String legalBasis, String status) {}

  /** The rates for applications by that channel. */
  public List<FeeRate> ratesFor(String channel) {
    return rates.stream().filter(rate -> rate.fits(channel)).toList();
  }

  /** The rate of that code; empty if there is none. */
  public Optional<FeeRate> rate(String code) {
    return rates.stream().filter(rate -> rate.code().equals(code)).findFirst();
  }

  /** Whether no rate can ask for money, so that there is nothing to decide at the counter. */
  public boolean isFree() {
    return rates.stream().allMatch(FeeRate::isFree);
  }
}
