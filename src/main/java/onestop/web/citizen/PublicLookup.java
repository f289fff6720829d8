package onestop.web.citizen;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Optional;
import onestop.desk.lookup.CitizenAnswer;
import onestop.desk.lookup.CitizenLookups;
import onestop.dossiers.TypedCode;
import onestop.kernel.Failure;
import onestop.web.words.Problem;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/**
 * The look-up of a dossier without a login, for the page and the API alike. It is counted in {@code
 * onestop.web.lookups} and stored nowhere; neither the code nor the address is logged.
 */
@Component
public final class PublicLookup {
  private final CitizenLookups lookups;
  private final LookupAttempts attempts;
  private final MeterRegistry meters;

  PublicLookup(CitizenLookups lookups, LookupAttempts attempts, MeterRegistry meters) {
    this.lookups = lookups;
    this.attempts = attempts;
    this.meters = meters;
  }

  /** The answer, or the one refusal. */
  public sealed interface Outcome {
    /** The code and the digits belong together. */
    record Found(CitizenAnswer answer) implements Outcome {}

    /** No such dossier or other digits, which nobody can tell apart; or too many tries. */
    record Refused(Problem problem) implements Outcome {}
  }

  /**
   * Looks a dossier up.
   *
   * @param address the caller's address
   * @throws Failure {@code dossiers/typed-code} or {@code dossiers/typed-digits} for a text that
   *     fits no dossier at all
   */
  public Outcome find(String code, String digits, String address) {
    try {
      TypedCode typed = TypedCode.of(code);
      Duration wait = attempts.begin(typed.letters(), address);
      if (!wait.isZero()) {
        count("too-many");
        long seconds = Math.max(1, wait.plusNanos(999_999_999).toSeconds());
        return new Outcome.Refused(Problem.tooMany("too-many-lookups", seconds));
      }
      return find(typed, digits, address);
    } catch (Failure unreadable) {
      count("unreadable");
      throw unreadable;
    }
  }

  private Outcome find(TypedCode code, String digits, String address) {
    boolean ended = false;
    try {
      Optional<CitizenAnswer> answer = lookups.find(code, digits);
      if (answer.isPresent()) {
        attempts.right(code.letters(), address);
      } else {
        attempts.wrong(code.letters(), address);
      }
      ended = true;
      count(answer.isPresent() ? "found" : "none");
      return answer
          .<Outcome>map(Outcome.Found::new)
          .orElseGet(() -> new Outcome.Refused(Problem.of(HttpStatus.NOT_FOUND, "lookup-none")));
    } finally {
      if (!ended) {
        attempts.broken(code.letters(), address);
      }
    }
  }

  private void count(String outcome) {
    meters.counter("onestop.web.lookups", "outcome", outcome).increment();
  }
}
