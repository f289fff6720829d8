package onestop.dossiers.fees;

import java.util.Map;
import java.util.OptionalLong;
import onestop.dossiers.life.Channel;
import onestop.dossiers.life.FeeOrder;
import onestop.kernel.Failure;
import onestop.procedures.fee.FeeRate;
import onestop.procedures.fee.FeeSchedule;
import org.jspecify.annotations.Nullable;

/** Which fee may be charged: the rate's, or another one with its reason. */
public final class FeeRules {
  private FeeRules() {}

  /**
   * Refuses a fee that the schedule does not explain.
   *
   * @param schedule null where the catalogue has no fees of the procedure as data
   * @param answers of the procedure's form
   * @throws Failure {@code dossiers/fee-not-provided} without a schedule; {@code dossiers/fee-rate}
   *     for a rate that is not of the schedule and channel; {@code dossiers/fee-differs} for
   *     another amount than the rate's without a reason; {@code dossiers/fee-exempt-reason} for
   *     nothing, by a rate that knows no amount, without a reason
   */
  public static void require(
      @Nullable FeeSchedule schedule, FeeOrder order, Channel channel, Map<String, ?> answers) {
    if (schedule == null) {
      throw Failure.badInput("dossiers", "fee-not-provided");
    }
    FeeRate rate =
        schedule.ratesFor(channel.name()).stream()
            .filter(one -> one.code().equals(order.rate()))
            .findFirst()
            .orElseThrow(() -> Failure.badInput("dossiers", "fee-rate", "value", order.rate()));
    if (order.reason() != null) {
      return;
    }
    OptionalLong amount = rate.amount(answers);
    if (amount.isPresent() && amount.getAsLong() != order.amount()) {
      throw Failure.badInput(
          "dossiers", "fee-differs", "amount", amount.getAsLong(), "value", order.amount());
    }
    if (amount.isEmpty() && order.amount() == 0) {
      throw Failure.badInput("dossiers", "fee-exempt-reason");
    }
  }
}
