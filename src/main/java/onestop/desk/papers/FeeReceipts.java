package onestop.desk.papers;

import java.util.List;
import java.util.Objects;
import onestop.agencies.Agencies;
import onestop.agencies.Agency;
import onestop.dossiers.Dossiers;
import onestop.dossiers.fees.FeeAccount;
import onestop.dossiers.fees.FeeEntry;
import onestop.dossiers.fees.Fees;
import onestop.dossiers.life.Dossier;
import onestop.forms.CounterSlipFields;
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
                        "web", "no-such-paper", "paper", "fee-receipt", "code", code.value()));
    Dossier dossier = dossiers.get(code);
    Agency agency = agencies.get(entry.by().agency());
    CounterSlipFields fields =
        new CounterSlipFields(
            new FormHead(
                agency.nameVi(),
                words.text("paper.desk"),
                Objects.requireNonNull(entry.receipt()),
                agency.placeName(),
                entry.day(),
                "",
                words.text("paper.fee-title"),
                code.value()),
            cancelled(account, entry),
            List.of(
                line("paper.fee-payer", String.valueOf(entry.payer())),
                line("paper.code", code.value()),
                line("paper.fee-for", catalogue.version(dossier.pins().procedure()).nameVi()),
                line("paper.fee-money", words.money(entry.amount())),
                line(
                    "paper.fee-method",
                    words.text("fee.method." + Objects.requireNonNull(entry.method())))),
            words.text("paper.fee-party"),
            String.valueOf(entry.payer()),
            signatures.signed(words.text("paper.fee-taker"), entry.by()));
    return press.print(fields.toModel(PaperWords.LANGUAGE)).pdf();
  }

  private CounterSlipFields.Line line(String label, String text) {
    return new CounterSlipFields.Line(words.text(label), text);
  }

  private @Nullable String cancelled(FeeAccount account, FeeEntry entry) {
    return account.entries().stream()
        .filter(one -> Objects.equals(one.counters(), entry.no()))
        .map(one -> words.text("paper.fee-cancelled", String.valueOf(one.reason())))
        .findFirst()
        .orElse(null);
  }
}
