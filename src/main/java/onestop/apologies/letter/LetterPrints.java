package onestop.apologies.letter;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import onestop.apologies.obligation.LedgerKind;
import onestop.delivery.Attachment;
import onestop.delivery.OutboundMessage;
import onestop.delivery.OutboundMessage.Email;
import onestop.delivery.OutboundMessage.PrintJob;
import onestop.delivery.Outbox;
import onestop.dossiers.Dossiers;
import onestop.files.StoredFile;
import onestop.incidents.Incidents;
import onestop.ledger.Ledger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * The record of printed letters: the print, its entry in the ledger and the messages that carry the
 * PDF commit together. Runs in the caller's transaction.
 */
@Component
class LetterPrints {
  /** The suffix of the key of the desk's copy. */
  static final String DESK = ":desk";

  private static final Logger log = LoggerFactory.getLogger(LetterPrints.class);

  private final LetterStore letters;
  private final Ledger ledger;
  private final Outbox outbox;
  private final Dossiers dossiers;
  private final Incidents incidents;

  LetterPrints(
      LetterStore letters, Ledger ledger, Outbox outbox, Dossiers dossiers, Incidents incidents) {
    this.letters = letters;
    this.ledger = ledger;
    this.outbox = outbox;
    this.dossiers = dossiers;
    this.incidents = incidents;
  }

  /** A sheet whose PDF is stored. */
  record Print(ApologyLetter letter, byte[] pdf, StoredFile file) {}

  /** Records a print under the lock of its dossier; false if the letter was printed before. */
  boolean record(Print print, Set<Long> printed, Instant at) {
    dossiers.lock(print.letter().dossier());
    boolean fresh = printed.add(print.letter().obligationId());
    if (fresh) {
      record(print, at);
    }
    return fresh;
  }

  private void record(Print print, Instant at) {
    ApologyLetter letter = print.letter();
    letters.insertPrint(letter.obligationId(), print.file(), at);
    ledger.append(
        LedgerKind.PRINTED,
        letter.dossier(),
        Map.of(
            "appointmentNo", letter.appointmentNo(),
            "number", letter.number(),
            "contentSha256", letter.contentSha256(),
            "pdfSha256", print.file().sha256()),
        at);
    send(print, at);
    incidents.close(ApologyIncident.LETTER_UNPRINTABLE, letter.dossier());
  }

  /**
   * Sends the print to the applicant by the given channel, on paper if that fails, and a copy to
   * the desk.
   */
  private void send(Print print, Instant at) {
    ApologyLetter letter = print.letter();
    String key = "letter:" + letter.dossier() + ":" + letter.appointmentNo();
    String name = letter.text("applicantName");
    String subject = ApologyTexts.of("apologies.letter.subject", letter.dossier().value());
    Attachment pdf =
        new Attachment(
            "thu-xin-loi-" + letter.dossier() + ".pdf",
            print.file().type().mediaType(),
            print.pdf(),
            print.file());
    List<OutboundMessage> routes = new ArrayList<>();
    String email = letter.optional("applicantEmail");
    if (email != null) {
      String mail =
          ApologyTexts.of(
              "apologies.letter.text", name, letter.dossier().value(), letter.text("agencyName"));
      routes.add(new Email(email, subject, mail, List.of(pdf)));
    }
    String address = letter.optional("applicantAddress");
    routes.add(new PrintJob(name, address == null ? "" : address, subject, List.of(pdf)));
    outbox.enqueue(key + ":applicant", letter.dossier(), routes, at);
    outbox.enqueue(
        key + DESK, letter.dossier(), List.of(new PrintJob(name, "", subject, List.of(pdf))), at);
  }

  /** Opens the incident of a letter that could not be printed; the next run retries. */
  void unprintable(ApologyLetter letter, RuntimeException why) {
    log.error("Letter {} of dossier {} was not printed", letter.number(), letter.dossier(), why);
    incidents.open(
        ApologyIncident.LETTER_UNPRINTABLE,
        letter.dossier(),
        letter.number() + ": " + Incidents.reason(why));
  }
}
