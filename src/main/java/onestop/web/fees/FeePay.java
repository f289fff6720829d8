package onestop.web.fees;

import onestop.dossiers.life.FeeOrder;
import org.jspecify.annotations.Nullable;

/** What is done about a fee when it is charged. */
public enum FeePay {
  OWED,
  CASH,
  TRANSFER,
  EXEMPT;

  /** The payment, made at once; null where none is. */
  public FeeOrder.@Nullable Payment payment(String payer) {
    return switch (this) {
      case CASH -> new FeeOrder.Payment(FeeOrder.Method.CASH, payer);
      case TRANSFER -> new FeeOrder.Payment(FeeOrder.Method.TRANSFER, payer);
      case OWED, EXEMPT -> null;
    };
  }
}
