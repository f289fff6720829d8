package onestop.web.page.receive;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import onestop.dossiers.life.FeeOrder;
import onestop.kernel.Failure;
import onestop.procedures.fee.FeeRate;
import onestop.procedures.fee.FeeSchedule;
import onestop.web.fees.Amounts;
import onestop.web.fees.FeePay;
import onestop.web.fees.FeeView;
import onestop.web.page.Choices;
import org.jspecify.annotations.Nullable;
import org.springframework.util.MultiValueMap;

/**
 * The fields of the fee on the page that receives an application: the rate, the amount that it
 * gives, and whether it is paid at once, owed or waived. For one request only.
 */
final class FeeFields {
  private static final String AMOUNT = "feeAmount";

  private final FeeSchedule schedule;
  private final MultiValueMap<String, String> typed;
  private final Map<String, ?> answers;

  /**
   * The fields as typed.
   *
   * @param answers of the procedure's form, as typed or as checked
   */
  FeeFields(FeeSchedule schedule, MultiValueMap<String, String> typed, Map<String, ?> answers) {
    this.schedule = schedule;
    this.typed = typed;
    this.answers = answers;
  }

  /**
   * What the page shows.
   *
   * @param rates the rates that fit the channel, each with what the browser needs to reckon
   * @param reasons proposals for the reason of an exemption
   */
  record Shown(
      List<Rate> rates,
      String chosen,
      String amount,
      String pay,
      String payer,
      String reason,
      List<FeePay> ways,
      List<String> reasons) {}

  /**
   * A rate for the browser.
   *
   * @param steps the prices by page, as {@code 2:2000,:1000}
   */
  record Rate(
      String code,
      String name,
      String source,
      String steps,
      @Nullable Long most,
      FeeRate.@Nullable Quantity quantity) {
    static Rate of(FeeRate rate) {
      return new Rate(
          rate.code(),
          FeeView.Writer.name(rate),
          rate.isPrintable() ? rate.source() : "",
          rate.steps().stream()
              .map(s -> Objects.toString(s.upTo(), "") + ":" + s.each())
              .collect(Collectors.joining(",")),
          rate.most(),
          rate.quantity());
    }
  }

  Shown shown(String payer) {
    FeeRate rate = rate();
    return new Shown(
        rates().stream().map(Rate::of).toList(),
        rate.code(),
        text(AMOUNT).isEmpty() ? reckoned() : text(AMOUNT),
        text("feePay").isEmpty() ? FeePay.OWED.name() : text("feePay"),
        text("feePayer").isEmpty() ? payer : text("feePayer"),
        text("feeReason"),
        List.of(FeePay.values()),
        schedule.exemptions().stream().map(FeeSchedule.Exemption::nameVi).toList());
  }

  /** The amount by the chosen rate, without marks; empty if it is typed or cannot be reckoned. */
  private String reckoned() {
    OptionalLong amount = rate().amount(answers);
    return amount.isPresent() ? String.valueOf(amount.getAsLong()) : "";
  }

  /**
   * Whether the amount can be reckoned and has not been on the page yet: it is shown before the
   * application is received. Sets it as if it had been typed.
   */
  boolean fillIn() {
    boolean asked = isAsked() && way() != FeePay.EXEMPT && text(AMOUNT).isEmpty();
    if (!asked || reckoned().isEmpty() || rate().isFree()) {
      return false;
    }
    typed.set(AMOUNT, reckoned());
    return true;
  }

  /**
   * The fee to be charged; null where the page did not ask, or the rate is free.
   *
   * @throws Failure {@code web/fee-amount-missing} or that of {@link FeeOrder}
   */
  @Nullable FeeOrder order(String payer) {
    if (!isAsked() || rate().isFree()) {
      return null;
    }
    FeePay way = way();
    if (way == FeePay.EXEMPT) {
      return new FeeOrder(0, rate().code(), FeeOrder.tidied(text("feeReason")), null);
    }
    Long amount = Amounts.typed(text(AMOUNT));
    if (amount == null) {
      throw Failure.badInput("web", "fee-amount-missing");
    }
    String who = text("feePayer").isEmpty() ? payer : text("feePayer");
    return new FeeOrder(amount, rate().code(), Choices.orNull(text("feeReason")), way.payment(who));
  }

  private boolean isAsked() {
    return typed.containsKey("feePay");
  }

  private FeePay way() {
    FeePay chosen = Choices.of(FeePay.class, text("feePay"));
    return chosen == null ? FeePay.OWED : chosen;
  }

  private List<FeeRate> rates() {
    String channel = text("channel").isEmpty() ? "DESK" : text("channel");
    List<FeeRate> fitting = schedule.ratesFor(channel);
    return fitting.isEmpty() ? schedule.rates() : fitting;
  }

  private FeeRate rate() {
    return rates().stream()
        .filter(rate -> rate.code().equals(text("feeRate")))
        .findFirst()
        .orElseGet(() -> rates().get(0));
  }

  private String text(String name) {
    String value = typed.getFirst(name);
    return value == null ? "" : value.strip();
  }
}
