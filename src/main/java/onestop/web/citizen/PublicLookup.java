package onestop.web.citizen;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import onestop.conduct.Evaluation;
import onestop.desk.lookup.CitizenAnswer;
import onestop.desk.lookup.CitizenEvaluations;
import onestop.desk.lookup.CitizenLookups;
import onestop.dossiers.TypedCode;
import onestop.kernel.Failure;
import onestop.web.words.Problem;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/**
 * The look-up of a dossier without a login, and the evaluation after its result, for the page and
 * the API alike. Both pass the same check and share its limits. It is counted in {@code
 * onestop.web.lookups} and stored nowhere; neither the code nor the address is logged.
 */
@Component
public final class PublicLookup {
  private final CitizenLookups lookups;
  private final CitizenEvaluations evaluations;
  private final LookupAttempts attempts;
  private final MeterRegistry meters;

  PublicLookup(
      CitizenLookups lookups,
      CitizenEvaluations evaluations,
      LookupAttempts attempts,
      MeterRegistry meters) {
    this.lookups = lookups;
    this.evaluations = evaluations;
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
    return admitted(code, address, typed -> lookups.find(typed, digits));
  }

  /**
   * Records the evaluation of a dossier by the holder of its receipt, who is looked up as in {@link
   * #find}.
   *
   * @return the answer to the look-up, after the evaluation
   * @throws Failure as {@link #find}, and as {@link CitizenEvaluations#give}
   */
  public Outcome evaluate(String code, String digits, Evaluation evaluation, String address) {
    return admitted(
        code,
        address,
        typed ->
            evaluations
                .give(typed, digits, evaluation)
                .flatMap(given -> lookups.find(typed, digits)));
  }

  private Outcome admitted(
      String code, String address, Function<TypedCode, Optional<CitizenAnswer>> ask) {
    try {
      TypedCode typed = TypedCode.of(code);
      Duration wait = attempts.begin(typed.letters(), address);
      if (!wait.isZero()) {
        count("too-many");
        long seconds = Math.max(1, wait.plusNanos(999_999_999).toSeconds());
        return new Outcome.Refused(Problem.tooMany("too-many-lookups", seconds));
      }
      return tried(typed, address, ask);
    } catch (Failure unreadable) {
      count(unreadable.kind() == Failure.Kind.CONFLICT ? "refused" : "unreadable");
      throw unreadable;
    }
  }

  private Outcome tried(
      TypedCode code, String address, Function<TypedCode, Optional<CitizenAnswer>> ask) {
    boolean ended = false;
    try {
      Optional<CitizenAnswer> answer = ask.apply(code);
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
