package onestop.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import onestop.kernel.DossierCode;
import onestop.kernel.OfficerId;
import org.jspecify.annotations.Nullable;

/**
 * One piece of work that waits for an officer.
 *
 * @param id opaque, unique for ever
 * @param step the id of the user task in the model, {@code verb_object}
 * @param name the label in the model (Vietnamese)
 * @param role the candidate role in lower case, for example {@code specialist}
 * @param allotment the share of the limit allotted to this step, as {@code 2wh}, {@code 1wd},
 *     {@code 30min}; empty if the model gives none
 * @param outcomes the outcomes with which the item may be completed, never empty
 * @param forms the names of the forms that outcomes require, by outcome; null if the model names no
 *     form at any step, since it is older than that feature
 * @param place what comes behind the step, and who may not end it
 */
public record WorkItem(
    String id,
    DossierCode dossier,
    String processKey,
    String step,
    String name,
    String role,
    AgencySide side,
    @Nullable OfficerId assignee,
    Instant createdAt,
    String allotment,
    List<String> outcomes,
    @Nullable Map<String, String> forms,
    StepPlace place) {
  private static final Pattern ALLOTMENT = Pattern.compile("(\\d{1,4})(min|wh|wd)");
  private static final int HOURS_A_DAY = 8;
  private static final String DONE = "done";

  /** The outcome of the normal course: {@code done} if it is offered, else the first. */
  public String normalOutcome() {
    return normalOutcome(outcomes);
  }

  /** As {@link #normalOutcome()}, of these outcomes. */
  public static String normalOutcome(List<String> outcomes) {
    return outcomes.contains(DONE) ? DONE : outcomes.get(0);
  }

  /** The allotment as working time, a day counted as eight hours; empty if the model gives none. */
  public Optional<Duration> allotted() {
    return allotted(allotment);
  }

  /** As {@link #allotted()}, of a written allotment. */
  public static Optional<Duration> allotted(String allotment) {
    Matcher written = ALLOTMENT.matcher(allotment);
    if (!written.matches()) {
      return Optional.empty();
    }
    long count = Long.parseLong(written.group(1));
    return Optional.of(
        switch (written.group(2)) {
          case "min" -> Duration.ofMinutes(count);
          case "wh" -> Duration.ofHours(count);
          default -> Duration.ofHours(count * HOURS_A_DAY);
        });
  }
}
