package onestop.forms;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The fields of the receipt for a fee that was paid at the counter.
 *
 * @param head the top of the form; its number is that of the receipt
 * @param payer who paid
 * @param address the applicant's address; may be absent
 * @param dossierCode the dossier's code
 * @param subject what the fee is paid for
 * @param amount the amount as written, such as {@code 15.000 đ}
 * @param method the way of payment, in words
 * @param cancelled why the receipt is no longer valid; absent for a valid one
 * @param signature the signature of the officer who took the money
 */
public record FeeReceiptFields(
    FormHead head,
    String payer,
    @Nullable String address,
    String dossierCode,
    String subject,
    String amount,
    String method,
    @Nullable String cancelled,
    Signature signature) {

  /** The fields as a model for the press. */
  public FormModel toModel(String template, Locale locale) {
    Map<String, Object> fields = new LinkedHashMap<>();
    head.into(fields, FormWords.of(locale));
    fields.put("payer", payer);
    fields.put("address", FormWords.text(address));
    fields.put("dossierCode", dossierCode);
    fields.put("subject", subject);
    fields.put("amount", amount);
    fields.put("method", method);
    fields.put("cancelled", FormWords.text(cancelled));
    fields.put("signature", signature.fields());
    return new FormModel(template, fields, head.qrText(), locale);
  }
}
