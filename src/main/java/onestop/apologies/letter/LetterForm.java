package onestop.apologies.letter;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import onestop.forms.ApologyFields;
import onestop.forms.FormHead;
import onestop.forms.FormModel;
import onestop.forms.Party;
import onestop.forms.Signature;
import onestop.ledger.LedgerEntry;
import org.jspecify.annotations.Nullable;

/** The printed form of a letter, from its pinned content alone. Pure. */
public final class LetterForm {
  private LetterForm() {}

  /** The form of a letter without a ledger entry, and so without a link to it. */
  public static FormModel unissued(ApologyLetter letter, ZoneId zone) {
    return model(letter, null, zone);
  }

  /** The form of an issued letter, with the link to its ledger entry. */
  static FormModel issued(ApologyLetter letter, LedgerEntry entry, ZoneId zone) {
    return model(letter, entry, zone);
  }

  private static FormModel model(ApologyLetter letter, @Nullable LedgerEntry entry, ZoneId zone) {
    return fields(letter, entry, zone).toModel(letter.text("template"), ApologyTexts.VIETNAMESE);
  }

  private static ApologyFields fields(
      ApologyLetter letter, @Nullable LedgerEntry entry, ZoneId zone) {
    FormHead head =
        new FormHead(
            letter.text("agencyName"),
            letter.text("deskName"),
            letter.number(),
            letter.text("place"),
            LocalDate.parse(letter.text("issuedOn")),
            letter.text("formNumber"),
            letter.text("formTitle"),
            entry == null ? null : qrText(letter, entry));
    return new ApologyFields(
        head,
        new Party(
            letter.text("applicantName"),
            letter.optional("applicantAddress"),
            letter.optional("applicantPhone"),
            letter.optional("applicantEmail")),
        letter.dossier().value(),
        letter.text("subject"),
        moment(letter.text("receivedAt"), zone),
        moment(letter.text("dueAt"), zone),
        reason(letter),
        letter.fields().get("newDueAt") == null ? null : moment(letter.text("newDueAt"), zone),
        citations(letter),
        signature(letter));
  }

  private static String reason(ApologyLetter letter) {
    String words = letter.text("reasonText");
    String sentence = letter.text("reasonSentence");
    return words.isBlank() ? sentence + "." : sentence + ": " + words;
  }

  /**
   * The link to the letter's entry, or the entry's name if the letter has no address. It contains
   * the salt, so that public data does not reveal the hash of the print; in the link the salt
   * follows the #, which no browser sends to a server.
   */
  private static String qrText(ApologyLetter letter, LedgerEntry entry) {
    String url = letter.optional(LetterContent.PUBLIC_URL);
    String salt = letter.text("salt");
    return url == null
        ? "urn:onestop:letter:%s:%d:%s".formatted(letter.dossier(), entry.position(), salt)
        : "%s/proof/%d#%s:%s".formatted(url, entry.position(), letter.dossier(), salt);
  }

  private static List<String> citations(ApologyLetter letter) {
    Object citations = letter.fields().get("citations");
    return citations instanceof List<?> list
        ? list.stream().map(String::valueOf).toList()
        : List.of();
  }

  private static Signature signature(ApologyLetter letter) {
    String name = letter.optional("signerName");
    if (name == null) {
      return new Signature.Automatic();
    }
    String own = letter.optional(LetterContent.OWN_TITLE);
    String line = letter.text("signerTitle");
    return own == null
        ? new Signature.Signed(null, line, name)
        : new Signature.Signed(line, own, name);
  }

  private static LocalDateTime moment(String instant, ZoneId zone) {
    return LocalDateTime.ofInstant(Instant.parse(instant), zone);
  }
}
