// Over 300 lines: one print from the waiting letter to its ledger entry, step by step.
package onestop.apologies.letter;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import onestop.apologies.obligation.LedgerKind;
import onestop.delivery.Attachment;
import onestop.delivery.OutboundMessage;
import onestop.delivery.OutboundMessage.Email;
import onestop.delivery.OutboundMessage.PrintJob;
import onestop.delivery.Outbox;
import onestop.dossiers.Dossiers;
import onestop.engine.CommandGateway;
import onestop.engine.CommandGateway.Command;
import onestop.engine.CommandGateway.Outcome;
import onestop.engine.CommandGateway.Target;
import onestop.files.StoredFile;
import onestop.forms.ApologyFields;
import onestop.forms.FormHead;
import onestop.forms.FormModel;
import onestop.forms.FormPress;
import onestop.forms.Party;
import onestop.forms.PrintedForm;
import onestop.forms.Signature;
import onestop.incidents.Incidents;
import onestop.kernel.Failure;
import onestop.ledger.Ledger;
import onestop.ledger.LedgerEntry;
import onestop.store.UnitOfWork.Memory;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;

/**
 * Prints issued letters: from the pinned content to a PDF, an entry in the ledger and the messages
 * that carry the PDF.
 *
 * <p>A letter is issued in its own transaction and printed in a later one. After a crash between
 * them the letter has no print, and the next run makes it, from the same content to the same bytes.
 * Print, entry and messages commit together; printing is idempotent.
 */
@Service
public class LetterPress {
  /** The suffix of the key of the desk's copy. */
  static final String DESK = ":desk";

  private static final Logger log = LoggerFactory.getLogger(LetterPress.class);

  /**
   * The number of letters per batch. Their dossiers are locked while the prints are written; a
   * clerk's command on one of them waits as long.
   */
  private static final int RUN = 10;

  private final LetterStore letters;
  private final FormPress forms;
  private final Ledger ledger;
  private final Outbox outbox;
  private final Dossiers dossiers;
  private final Incidents incidents;
  private final LetterMeters meters;
  private final Clock clock;
  private final CommandGateway gateway;

  LetterPress(
      LetterStore letters,
      FormPress forms,
      Ledger ledger,
      Outbox outbox,
      Dossiers dossiers,
      Incidents incidents,
      LetterMeters meters,
      Clock clock,
      CommandGateway gateway) {
    this.letters = letters;
    this.forms = forms;
    this.ledger = ledger;
    this.outbox = outbox;
    this.dossiers = dossiers;
    this.incidents = incidents;
    this.meters = meters;
    this.clock = clock;
    this.gateway = gateway;
  }

  /**
   * Prints issued letters in the order of their issue: typesetting uses all processors, and the
   * results are recorded many to a transaction. A letter that cannot be typeset is skipped with an
   * incident and retried after all others; it affects no other.
   *
   * @return the number of printed letters, at most {@code max}
   */
  public int print(int max) {
    ledger.integrate(); // a letter contains the position of its entry
    List<ApologyLetter> waiting = letters.unprinted(max);
    if (waiting.isEmpty()) {
      return 0;
    }
    // own threads: those of the common pool cannot load resources from the program's jar
    ExecutorService setters =
        Executors.newFixedThreadPool(
            Math.min(waiting.size(), Runtime.getRuntime().availableProcessors()));
    try {
      int printed = 0;
      for (int from = 0; from < waiting.size(); from += RUN) {
        printed += run(waiting.subList(from, Math.min(from + RUN, waiting.size())), setters);
      }
      return printed;
    } finally {
      setters.shutdown();
    }
  }

  /** A letter and its typeset form. */
  private record Sheet(ApologyLetter letter, PrintedForm form) {}

  /** A sheet whose PDF is stored. */
  private record Print(ApologyLetter letter, byte[] pdf, StoredFile file) {}

  private int run(List<ApologyLetter> waiting, ExecutorService setters) {
    List<Future<Optional<Sheet>>> setting =
        waiting.stream().map(letter -> setters.submit(() -> set(letter))).toList();
    List<Sheet> sheets = setting.stream().map(LetterPress::done).flatMap(Optional::stream).toList();
    return sheets.isEmpty() ? 0 : record(store(sheets));
  }

  /**
   * Stores the PDFs of a run before any dossier is locked for them. If we die before they are
   * named, the files are orphans, and the next run stores and names the same bytes.
   */
  private List<Print> store(List<Sheet> sheets) {
    List<StoredFile> stored =
        letters.storePdfs(sheets.stream().map(sheet -> sheet.form().pdf()).toList());
    List<Print> prints = new ArrayList<>();
    for (int i = 0; i < sheets.size(); i++) {
      prints.add(new Print(sheets.get(i).letter(), sheets.get(i).form().pdf(), stored.get(i)));
    }
    return prints;
  }

  private static Optional<Sheet> done(Future<Optional<Sheet>> setting) {
    try {
      return setting.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty(); // the next run retries
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Typesets a letter outside any lock, since this takes longer than all other steps together. */
  private Optional<Sheet> set(ApologyLetter letter) {
    try {
      return ledger
          .find(
              letter.dossier(), LedgerKind.ISSUED, Map.of("contentSha256", letter.contentSha256()))
          .map(issued -> new Sheet(letter, form(letter, issued)));
      // empty if the entry has no position yet: the next run retries
    } catch (RuntimeException why) {
      unprintable(letter, why);
      return Optional.empty();
    }
  }

  private PrintedForm form(ApologyLetter letter, LedgerEntry issued) {
    return forms.print(
        fields(letter, issued, clock.getZone())
            .toModel(text(letter, "template"), ApologyTexts.VIETNAMESE));
  }

  private void unprintable(ApologyLetter letter, RuntimeException why) {
    log.error("Letter {} of dossier {} was not printed", letter.number(), letter.dossier(), why);
    incidents.open(
        ApologyIncident.LETTER_UNPRINTABLE,
        letter.dossier(),
        letter.number() + ": " + Incidents.reason(why));
  }

  /**
   * Records the sheets as one batch, at a lower priority than the commands of users; a sheet that
   * fails affects no other. Letters of locked dossiers are left to the next run.
   */
  private int record(List<Print> prints) {
    Instant at = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    List<Long> ids = prints.stream().map(print -> print.letter().obligationId()).toList();
    Memory<Set<Long>> printed = letters.printed(ids);
    List<Outcome<Boolean>> outcomes =
        gateway.runInBackground(
            prints.stream()
                .map(
                    print ->
                        new Command<>(
                            new Target.RecordOf(print.letter().dossier()),
                            () -> recordOnce(print, printed.get(), at)))
                .toList());
    int recorded = 0;
    for (int i = 0; i < prints.size(); i++) {
      RuntimeException why = outcomes.get(i).failure();
      if (why instanceof Failure busy && busy.kind() == Failure.Kind.BUSY) {
        log.info("Letter {} waits for the next run: {}", ids.get(i), busy.getMessage());
      } else if (why != null) {
        unprintable(prints.get(i).letter(), why);
      } else if (Boolean.TRUE.equals(outcomes.get(i).value())) {
        meters.printed(prints.get(i).letter().issuedAt(), at);
        recorded++;
      }
    }
    return recorded;
  }

  /** Records a sheet under the lock of its dossier; false if the letter was printed before. */
  private boolean recordOnce(Print print, Set<Long> printed, Instant at) {
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
    String name = text(letter, "applicantName");
    String subject = ApologyTexts.of("apologies.letter.subject", letter.dossier().value());
    Attachment pdf =
        new Attachment(
            "thu-xin-loi-" + letter.dossier() + ".pdf",
            print.file().type().mediaType(),
            print.pdf(),
            print.file());
    List<OutboundMessage> routes = new ArrayList<>();
    String email = optional(letter, "applicantEmail");
    if (email != null) {
      String mail =
          ApologyTexts.of(
              "apologies.letter.text", name, letter.dossier().value(), text(letter, "agencyName"));
      routes.add(new Email(email, subject, mail, List.of(pdf)));
    }
    String address = optional(letter, "applicantAddress");
    routes.add(new PrintJob(name, address == null ? "" : address, subject, List.of(pdf)));
    outbox.enqueue(key + ":applicant", letter.dossier(), routes, at);
    outbox.enqueue(
        key + DESK, letter.dossier(), List.of(new PrintJob(name, "", subject, List.of(pdf))), at);
  }

  /** The form of a letter without a ledger entry, and so without a link to it. */
  public static FormModel unissued(ApologyLetter letter, ZoneId zone) {
    return fields(letter, null, zone).toModel(text(letter, "template"), ApologyTexts.VIETNAMESE);
  }

  private static ApologyFields fields(
      ApologyLetter letter, @Nullable LedgerEntry entry, ZoneId zone) {
    FormHead head =
        new FormHead(
            text(letter, "agencyName"),
            text(letter, "deskName"),
            letter.number(),
            text(letter, "place"),
            LocalDate.parse(text(letter, "issuedOn")),
            text(letter, "formNumber"),
            text(letter, "formTitle"),
            entry == null ? null : qrText(letter, entry));
    return new ApologyFields(
        head,
        new Party(
            text(letter, "applicantName"),
            optional(letter, "applicantAddress"),
            optional(letter, "applicantPhone"),
            optional(letter, "applicantEmail")),
        letter.dossier().value(),
        text(letter, "subject"),
        moment(text(letter, "receivedAt"), zone),
        moment(text(letter, "dueAt"), zone),
        reason(letter),
        letter.fields().get("newDueAt") == null ? null : moment(text(letter, "newDueAt"), zone),
        citations(letter),
        signature(letter));
  }

  private static String reason(ApologyLetter letter) {
    String words = text(letter, "reasonText");
    String sentence = text(letter, "reasonSentence");
    return words.isBlank() ? sentence + "." : sentence + ": " + words;
  }

  /**
   * The link to the letter's entry, or the entry's name if the letter has no address. It contains
   * the salt, so that public data does not reveal the hash of the print; in the link the salt
   * follows the #, which no browser sends to a server.
   */
  private static String qrText(ApologyLetter letter, LedgerEntry entry) {
    String url = optional(letter, LetterContent.PUBLIC_URL);
    String salt = text(letter, "salt");
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
    String name = optional(letter, "signerName");
    if (name == null) {
      return new Signature.Automatic();
    }
    String own = optional(letter, LetterContent.OWN_TITLE);
    String line = text(letter, "signerTitle");
    return own == null
        ? new Signature.Signed(null, line, name)
        : new Signature.Signed(line, own, name);
  }

  private static LocalDateTime moment(String instant, ZoneId zone) {
    return LocalDateTime.ofInstant(Instant.parse(instant), zone);
  }

  private static String text(ApologyLetter letter, String field) {
    return String.valueOf(Objects.requireNonNull(letter.fields().get(field), field));
  }

  private static @Nullable String optional(ApologyLetter letter, String field) {
    Object value = letter.fields().get(field);
    return value == null ? null : String.valueOf(value);
  }
}
