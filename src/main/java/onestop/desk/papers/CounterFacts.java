package onestop.desk.papers;

import java.time.LocalDateTime;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import onestop.dossiers.fees.FeeEntry;
import onestop.dossiers.fees.Fees;
import onestop.dossiers.life.Dossier;
import onestop.dossiers.life.FeeOrder;
import onestop.dossiers.life.IntakeRecord;
import onestop.forms.ReceiptFields;
import onestop.sla.SlaClocks;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * What the counter adds to the papers of a dossier: appointment, look-up, fee, and place in the
 * register.
 */
@Component
final class CounterFacts {
  private static final Pattern DAY_AND_NUMBER =
      Pattern.compile(".*-(?<year>\\d{2})(?<month>\\d{2})(?<day>\\d{2})-(?<number>\\d{4,})");

  private final ReceiptLookup lookup;
  private final Fees fees;
  private final SlaClocks clocks;
  private final PaperWords words;

  CounterFacts(ReceiptLookup lookup, Fees fees, SlaClocks clocks, PaperWords words) {
    this.lookup = lookup;
    this.fees = fees;
    this.clocks = clocks;
    this.words = words;
  }

  /** The due date of the day of receipt, in local time; later moves leave it as it is. */
  LocalDateTime appointment(Dossier dossier) {
    return words.local(clocks.state(dossier.code()).dueOriginalAt());
  }

  /** As {@link ReceiptLookup#of}. */
  ReceiptFields.@Nullable Lookup lookup(Dossier dossier) {
    return lookup.of(dossier);
  }

  /**
   * The place of a dossier in its agency's register: the volume of its month, and in it the day and
   * the number within the day, which are those of its code. Null for a code of another scheme.
   */
  ReceiptFields.@Nullable RegisterPlace register(Dossier dossier) {
    Matcher code = DAY_AND_NUMBER.matcher(dossier.code().value());
    return code.matches()
        ? new ReceiptFields.RegisterPlace(
            code.group("month") + "/20" + code.group("year"),
            code.group("day") + "-" + code.group("number"))
        : null;
  }

  /**
   * The fee as it was at intake, in words: later payments have receipts of their own, so that the
   * receipt of the dossier does not change. Null where none was charged.
   */
  @Nullable String feeAtIntake(Dossier dossier) {
    IntakeRecord record = dossier.intake();
    FeeOrder fee = record == null ? null : record.fee();
    if (fee == null) {
      return null;
    }
    String reason = Objects.requireNonNullElse(fee.reason(), "");
    if (fee.amount() == 0) {
      return words.text("paper.fee-exempt", reason);
    }
    String amount = words.money(fee.amount());
    if (fee.paid() == null) {
      return words.text("paper.fee-owed", amount);
    }
    return words.text("paper.fee-paid", amount, receipt(dossier));
  }

  private String receipt(Dossier dossier) {
    return fees.account(dossier.code()).entries().stream()
        .map(FeeEntry::receipt)
        .filter(Objects::nonNull)
        .findFirst()
        .orElse("");
  }

  /** What became of the fees of a dossier that is stopped, in words. */
  String feesAtStop(Dossier dossier) {
    long paid = fees.account(dossier.code()).paid();
    return paid == 0
        ? words.text("paper.stop-no-fees")
        : words.text("paper.stop-fees-paid", words.money(paid));
  }
}
