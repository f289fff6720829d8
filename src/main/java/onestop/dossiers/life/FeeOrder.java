package onestop.dossiers.life;

import onestop.forms.PrintableText;
import onestop.forms.SoundText;
import onestop.kernel.Failure;
import onestop.procedures.fee.FeeRate;
import org.jspecify.annotations.Nullable;

/**
 * The fee that the desk charges for a dossier.
 *
 * @param amount in đồng, from 0 to {@link FeeRate#HIGHEST}
 * @param rate the code of the rate in the schedule of the procedure
 * @param reason why nothing or another amount than the rate's is charged; null where the rate's is
 * @param paid null where the fee is owed, or nothing is charged
 */
public record FeeOrder(long amount, String rate, @Nullable String reason, @Nullable Payment paid) {
  /** The most characters of a reason. */
  public static final int LONGEST_REASON = 500;

  /** The most characters of the name of who paid. */
  public static final int LONGEST_PAYER = 200;

  /** How money comes in. */
  public enum Method {
    CASH,
    TRANSFER
  }

  /**
   * A payment.
   *
   * @param payer who paid, as printed on the receipt of the fee
   */
  public record Payment(Method method, String payer) {
    /**
     * @throws Failure {@code dossiers/fee-payer}, or {@code forms/unsound} or {@code
     *     forms/unprintable} for a name that cannot be printed
     */
    public Payment {
      payer = payer.strip();
      if (payer.isEmpty() || payer.length() > LONGEST_PAYER) {
        throw Failure.badInput("dossiers", "fee-payer", "value", payer, "max", LONGEST_PAYER);
      }
      SoundText.require("feePayer", payer);
      PrintableText.require("feePayer", payer);
    }
  }

  /**
   * @throws Failure {@code dossiers/fee-amount} for an amount out of bounds, {@code
   *     dossiers/fee-nothing-to-pay} for a payment of nothing, or as {@link #tidied}
   */
  public FeeOrder {
    if (amount < 0 || amount > FeeRate.HIGHEST) {
      throw Failure.badInput("dossiers", "fee-amount", "value", amount, "max", FeeRate.HIGHEST);
    }
    if (amount == 0 && paid != null) {
      throw Failure.badInput("dossiers", "fee-nothing-to-pay");
    }
    reason = reason == null || reason.isBlank() ? null : tidied(reason);
  }

  /**
   * A reason as it is stored.
   *
   * @throws Failure {@code dossiers/fee-reason} if it is empty or too long, {@code forms/unsound}
   *     or {@code forms/unprintable} for one that cannot be printed
   */
  public static String tidied(String typed) {
    String reason = typed.strip();
    if (reason.isEmpty() || reason.length() > LONGEST_REASON) {
      throw Failure.badInput(
          "dossiers", "fee-reason", "length", reason.length(), "max", LONGEST_REASON);
    }
    SoundText.require("feeReason", reason);
    PrintableText.require("feeReason", reason);
    return reason;
  }
}
