package onestop.apologies.letter;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import onestop.apologies.obligation.LedgerKind;
import onestop.forms.FormPress;
import onestop.forms.PrintedForm;
import onestop.ledger.Ledger;
import onestop.ledger.LedgerEntry;
import org.springframework.stereotype.Component;

/**
 * Typesets issued letters. A letter that cannot be typeset opens an incident, and affects no other.
 */
@Component
class LetterTypesetter {
  private final Ledger ledger;
  private final FormPress forms;
  private final LetterPrints prints;
  private final Clock clock;

  LetterTypesetter(Ledger ledger, FormPress forms, LetterPrints prints, Clock clock) {
    this.ledger = ledger;
    this.forms = forms;
    this.prints = prints;
    this.clock = clock;
  }

  /** A letter and its typeset form. */
  record Sheet(ApologyLetter letter, PrintedForm form) {}

  /** The letters that could be typeset, in their order; the threads of {@code setters} set them. */
  List<Sheet> set(List<ApologyLetter> letters, ExecutorService setters) {
    List<Future<Optional<Sheet>>> setting =
        letters.stream().map(letter -> setters.submit(() -> set(letter))).toList();
    return setting.stream().map(LetterTypesetter::done).flatMap(Optional::stream).toList();
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
      prints.unprintable(letter, why);
      return Optional.empty();
    }
  }

  private PrintedForm form(ApologyLetter letter, LedgerEntry issued) {
    return forms.print(LetterForm.issued(letter, issued, clock.getZone()));
  }
}
