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
 * Typesets issued letters, outside any lock, since this takes longer than all other steps together.
 * Records nothing.
 */
@Component
class LetterTypesetter {
  private final Ledger ledger;
  private final FormPress forms;
  private final Clock clock;

  LetterTypesetter(Ledger ledger, FormPress forms, Clock clock) {
    this.ledger = ledger;
    this.forms = forms;
    this.clock = clock;
  }

  /** The outcome of one letter. */
  sealed interface Outcome {
    /** The letter and its typeset form. */
    record Sheet(ApologyLetter letter, PrintedForm form) implements Outcome {}

    /** The letter cannot be typeset. */
    record Unprintable(ApologyLetter letter, RuntimeException reason) implements Outcome {}
  }

  /**
   * Typesets the letters in the threads of {@code setters}; the outcomes are in the order of the
   * letters. A letter has none while its ledger entry has no position, and after an interrupt: the
   * next run retries.
   */
  List<Outcome> set(List<ApologyLetter> letters, ExecutorService setters) {
    List<Future<Optional<Outcome>>> setting =
        letters.stream().map(letter -> setters.submit(() -> set(letter))).toList();
    return setting.stream().map(LetterTypesetter::outcome).flatMap(Optional::stream).toList();
  }

  private static Optional<Outcome> outcome(Future<Optional<Outcome>> setting) {
    try {
      return setting.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  private Optional<Outcome> set(ApologyLetter letter) {
    try {
      return ledger
          .find(
              letter.dossier(), LedgerKind.ISSUED, Map.of("contentSha256", letter.contentSha256()))
          .map(issued -> new Outcome.Sheet(letter, form(letter, issued)));
    } catch (RuntimeException reason) {
      return Optional.of(new Outcome.Unprintable(letter, reason));
    }
  }

  private PrintedForm form(ApologyLetter letter, LedgerEntry issued) {
    return forms.print(LetterForm.issued(letter, issued, clock.getZone()));
  }
}
