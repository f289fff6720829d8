package onestop.desk.papers;

import onestop.dossiers.ReceiptHolders;
import onestop.dossiers.life.Dossier;
import onestop.forms.PublicAddress;
import onestop.forms.ReceiptFields;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The way to look a dossier up, as its receipt prints it. */
@Component
final class ReceiptLookup {
  private static final String PAGE = "/lookup";

  private final ReceiptHolders holders;
  private final PublicAddress address;

  ReceiptLookup(ReceiptHolders holders, PublicAddress address) {
    this.holders = holders;
    this.address = address;
  }

  /** The address of the page and the check number; null if there is nothing to print. */
  ReceiptFields.@Nullable Lookup of(Dossier dossier) {
    String page = address.url().map(url -> url + PAGE).orElse(null);
    String number = holders.checkNumber(dossier).orElse(null);
    return page == null && number == null ? null : new ReceiptFields.Lookup(page, number);
  }
}
