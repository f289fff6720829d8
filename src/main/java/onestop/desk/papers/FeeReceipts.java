package onestop.desk.papers;

import java.util.Objects;
import onestop.agencies.Agencies;
import onestop.agencies.Agency;
import onestop.dossiers.Dossiers;
import onestop.dossiers.fees.FeeAccount;
import onestop.dossiers.fees.FeeEntry;
import onestop.dossiers.fees.Fees;
import onestop.dossiers.life.Dossier;
import onestop.forms.FeeReceiptFields;
import onestop.forms.FormHead;
import onestop.forms.FormPress;
import onestop.kernel.DossierCode;
import onestop.kernel.Failure;
import onestop.procedures.Catalogue;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/**
 * Prints the receipts of fees from the account of their dossier, in Vietnamese: the same entries
 * give the same bytes. A cancelled receipt says so.
 */
@Service
public final class FeeReceipts {
  private static final String TEMPLATE = "fee-receipt";

  private final Fees fees;
  private final Dossiers dossiers;
  private final Catalogue catalogue;
  private final Agencies agencies;
  private final FormPress press;
  private final PaperSignatures signatures;
  private final PaperWords words;

  FeeReceipts(
      Fees fees,
      Dossiers dossiers,
      Catalogue catalogue,
      Agencies agencies,
      FormPress press,
      PaperSignatures signatures,
      PaperWords words) {
    this.fees = fees;
    this.dossiers = dossiers;
    this.catalogue = catalogue;
    this.agencies = agencies;
    this.press = press;
    this.signatures = signatures;
    this.words = words;
  }

  /**
   * The receipt of a payment.
   *
   * @param no the number of its entry in the account
   * @return a PDF
   * @throws Failure {@code web/no-such-paper} if the entry is no payment
   */
  public byte[] print(DossierCode code, int no) {
    FeeAccount account = fees.account(code);
    FeeEntry entry =
        account.entries().stream()
            .filter(one -> one.no() == no && one.receipt() != null)
            .findFirst()
            .orElseThrow(
                () ->
                    Failure.notFound(
                        "web", "no-such-paper", "paper", TEMPLATE, "code", code.value()));
    Dossier dossier = dossiers.get(code);
    Agency agency = agencies.get(entry.by().agency());
    FeeReceiptFields fields =
        new FeeReceiptFields(
            new FormHead(
                agency.nameVi(),
                words.text("paper.desk"),
                Objects.requireNonNull(entry.receipt()),
                agency.placeName(),
                entry.day(),
                "",
                words.text("paper.fee-title"),
                code.value()),
            String.valueOf(entry.payer()),
            dossier.applicant().address(),
            code.value(),
            catalogue.version(dossier.pins().procedure()).nameVi(),
            words.money(entry.amount()),
            words.text("fee.method." + Objects.requireNonNull(entry.method())),
            cancelled(account, entry),
            signatures.signed(words.text("paper.fee-taker"), entry.by()));
    return press.print(fields.toModel(TEMPLATE, PaperWords.LANGUAGE)).pdf();
  }

  private static @Nullable String cancelled(FeeAccount account, FeeEntry entry) {
    return account.entries().stream()
        .filter(one -> Objects.equals(one.counters(), entry.no()))
        .map(FeeEntry::reason)
        .findFirst()
        .orElse(null);
  }
}
