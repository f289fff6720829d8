package onestop.dossiers.fees;

import java.time.Instant;
import java.time.LocalDate;
import onestop.dossiers.life.FeeOrder;
import onestop.kernel.Actor;
import onestop.kernel.DossierCode;
import org.jspecify.annotations.Nullable;

/**
 * One entry in the fee account of a dossier; insert-only, numbered from 1 without a gap. A wrong
 * entry is put right by a counter-entry and never changed.
 *
 * @param amount in đồng; negative in a counter-entry
 * @param rate the rate by which it was charged; null for a payment
 * @param method null unless it is a payment
 * @param payer who paid; null unless it is a payment
 * @param receipt the number of the receipt of a payment; null otherwise
 * @param reason why nothing, or another amount than the rate's, was charged, or why an entry was
 *     countered; null otherwise
 * @param counters the number of the entry that this one cancels; null for any other
 * @param day the day of the entry, in the agency's time
 */
public record FeeEntry(
    DossierCode dossier,
    int no,
    Kind kind,
    long amount,
    @Nullable String rate,
    FeeOrder.@Nullable Method method,
    @Nullable String payer,
    @Nullable String receipt,
    @Nullable String reason,
    @Nullable Integer counters,
    Actor.Officer by,
    Instant at,
    LocalDate day) {
  /** What an entry is about. */
  public enum Kind {
    /** The fee that the applicant has to pay. */
    CHARGE,
    /** Money taken in. */
    PAYMENT
  }

  /**
   * What is wrong with an entry.
   *
   * @param no the number of the wrong entry
   * @param amount the right amount of a charge; null to charge nothing in its place, and for a
   *     payment, which is cancelled as a whole
   * @param reason as {@link FeeOrder#tidied}
   */
  public record Correction(DossierCode dossier, int no, @Nullable Long amount, String reason) {
    public Correction {
      reason = FeeOrder.tidied(reason);
    }
  }

  /** The counter-entry that cancels this one. */
  FeeEntry countered(int as, String why, Actor.Officer officer, Instant now, LocalDate on) {
    return new FeeEntry(
        dossier, as, kind, -amount, rate, method, null, null, why, no, officer, now, on);
  }
}
