package onestop.apologies.letter;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import onestop.apologies.letter.LetterPrints.Print;
import onestop.apologies.letter.LetterTypesetter.Outcome.Sheet;
import onestop.apologies.letter.LetterTypesetter.Outcome.Unprintable;
import onestop.engine.CommandGateway;
import onestop.engine.CommandGateway.Command;
import onestop.engine.CommandGateway.Outcome;
import onestop.engine.CommandGateway.Target;
import onestop.files.StoredFile;
import onestop.kernel.Failure;
import onestop.ledger.Ledger;
import onestop.store.UnitOfWork.Memory;
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
  private static final Logger log = LoggerFactory.getLogger(LetterPress.class);

  /**
   * The number of letters per batch. Their dossiers are locked while the prints are written; a
   * clerk's command on one of them waits as long.
   */
  private static final int RUN = 10;

  private final LetterStore letters;
  private final Ledger ledger;
  private final LetterTypesetter typesetter;
  private final LetterPrints prints;
  private final LetterMeters meters;
  private final Clock clock;
  private final CommandGateway gateway;

  LetterPress(
      LetterStore letters,
      Ledger ledger,
      LetterTypesetter typesetter,
      LetterPrints prints,
      LetterMeters meters,
      Clock clock,
      CommandGateway gateway) {
    this.letters = letters;
    this.ledger = ledger;
    this.typesetter = typesetter;
    this.prints = prints;
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

  private int run(List<ApologyLetter> waiting, ExecutorService setters) {
    List<Sheet> sheets = new ArrayList<>();
    for (LetterTypesetter.Outcome outcome : typesetter.set(waiting, setters)) {
      if (outcome instanceof Sheet sheet) {
        sheets.add(sheet);
      } else if (outcome instanceof Unprintable letter) {
        prints.unprintable(letter.letter(), letter.reason());
      }
    }
    return sheets.isEmpty() ? 0 : record(store(sheets));
  }

  /**
   * Stores the PDFs of a run before any dossier is locked for them. What is true if we die before
   * they are named: the files are orphans, and the next run stores and names the same bytes.
   */
  private List<Print> store(List<Sheet> sheets) {
    List<StoredFile> stored =
        letters.storePdfs(sheets.stream().map(sheet -> sheet.form().pdf()).toList());
    List<Print> unnamed = new ArrayList<>();
    for (int i = 0; i < sheets.size(); i++) {
      unnamed.add(new Print(sheets.get(i).letter(), sheets.get(i).form().pdf(), stored.get(i)));
    }
    return unnamed;
  }

  /**
   * Records the prints as one batch, at a lower priority than the commands of users; a print that
   * fails affects no other. Letters of locked dossiers are left to the next run.
   */
  private int record(List<Print> stored) {
    Instant at = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    List<Long> ids = stored.stream().map(print -> print.letter().obligationId()).toList();
    Memory<Set<Long>> printed = letters.printed(ids);
    List<Outcome<Boolean>> outcomes =
        gateway.runInBackground(
            stored.stream()
                .map(
                    print ->
                        new Command<>(
                            new Target.RecordOf(print.letter().dossier()),
                            () -> prints.record(print, printed.get(), at)))
                .toList());
    int recorded = 0;
    for (int i = 0; i < stored.size(); i++) {
      RuntimeException why = outcomes.get(i).failure();
      if (why instanceof Failure busy && busy.kind() == Failure.Kind.BUSY) {
        log.info("Letter {} waits for the next run: {}", ids.get(i), busy.getMessage());
      } else if (why != null) {
        prints.unprintable(stored.get(i).letter(), why);
      } else if (Boolean.TRUE.equals(outcomes.get(i).value())) {
        meters.printed(stored.get(i).letter().issuedAt(), at);
        recorded++;
      }
    }
    return recorded;
  }
}
