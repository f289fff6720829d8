package onestop.dossiers.fees;

import onestop.dossiers.numbers.YearNumbers;
import onestop.kernel.AgencyCode;
import onestop.store.Sql;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;

/** The numbers of the receipts of fees: one series per agency and year. */
@Component
class FeeReceiptNumbers {
  private final YearNumbers series;

  FeeReceiptNumbers(Sql sql, PlatformTransactionManager transactions) {
    this.series = new YearNumbers(sql, transactions, "fee_receipt_number");
  }

  /** The next number of an agency's receipts in that year, as {@code 000012/2026/BL-BADINH}. */
  String next(AgencyCode agency, int year) {
    return "%06d/%d/BL-%s".formatted(series.next(agency, year), year, agency.value());
  }
}
