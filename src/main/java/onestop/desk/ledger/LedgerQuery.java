package onestop.desk.ledger;

import java.util.Arrays;
import java.util.Locale;
import onestop.apologies.obligation.Cause;
import onestop.kernel.Failure;
import onestop.reports.LedgerBrowser.Delay;
import onestop.reports.LedgerBrowser.Outcome;
import onestop.reports.LedgerBrowser.Sort;
import org.jspecify.annotations.Nullable;

/**
 * A view of the recorded letters as typed; a blank choice is no choice.
 *
 * @param after the key behind which the page begins
 */
public record LedgerQuery(
    @Nullable String period,
    @Nullable String agency,
    @Nullable String procedure,
    @Nullable String cause,
    @Nullable String lateness,
    @Nullable String outcome,
    @Nullable String sort,
    @Nullable String after) {

  @Nullable Cause chosenCause() {
    return choice(Cause.class, cause);
  }

  @Nullable Delay chosenDelay() {
    return choice(Delay.class, lateness);
  }

  @Nullable Outcome chosenOutcome() {
    return choice(Outcome.class, outcome);
  }

  Sort chosenSort() {
    Sort chosen = choice(Sort.class, sort);
    return chosen == null ? Sort.OPENED : chosen;
  }

  static @Nullable String text(@Nullable String typed) {
    return typed == null || typed.isBlank() ? null : typed.strip();
  }

  private static <E extends Enum<E>> @Nullable E choice(Class<E> type, @Nullable String typed) {
    String word = text(typed);
    if (word == null) {
      return null;
    }
    return Arrays.stream(type.getEnumConstants())
        .filter(one -> one.name().equalsIgnoreCase(word))
        .findFirst()
        .orElseThrow(
            () ->
                Failure.badInput(
                    "web",
                    "choice-unknown",
                    "value",
                    word,
                    "allowed",
                    String.join(
                        ", ",
                        Arrays.stream(type.getEnumConstants())
                            .map(one -> one.name().toLowerCase(Locale.ROOT))
                            .toList())));
  }
}
