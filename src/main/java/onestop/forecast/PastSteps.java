package onestop.forecast;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import onestop.engine.Course;
import org.jspecify.annotations.Nullable;

/**
 * How long the steps of one past dossier took. A step begins when a step before it in the model
 * ends, the first one at the receipt; so a step that waits for the applicant takes the pause, and a
 * step beside another one is measured from their common beginning.
 */
final class PastSteps {
  private final Map<String, Set<String>> before = new HashMap<>();

  PastSteps(Course course) {
    course
        .steps()
        .forEach(
            (step, at) ->
                at.place().following().values().stream()
                    .flatMap(List::stream)
                    .forEach(
                        next ->
                            before.computeIfAbsent(next.step(), key -> new HashSet<>()).add(step)));
  }

  /**
   * The end of a step.
   *
   * @param by the login of the officer
   */
  record Ended(String step, String agency, String by, Instant at) {}

  /**
   * The time that a step took.
   *
   * @param lead from its beginning, waiting included
   * @param work from its beginning, or from the officer's end of another step if that was later: an
   *     officer who does one thing after the other has begun no earlier
   */
  record Took(String step, String agency, Duration lead, Duration work) {}

  /**
   * The times of the steps of a dossier.
   *
   * @param steps in the order of time
   * @param busyUntil when the officer of a step last ended another one before it; null if never
   * @param working the working time between two moments
   */
  List<Took> of(
      Instant receivedAt,
      List<Ended> steps,
      BiFunction<String, Instant, @Nullable Instant> busyUntil,
      BiFunction<Instant, Instant, Duration> working) {
    List<Took> took = new ArrayList<>();
    Map<String, Instant> last = new HashMap<>();
    for (Ended one : steps) {
      Instant begun =
          before.getOrDefault(one.step(), Set.of()).stream()
              .flatMap(step -> Stream.ofNullable(last.get(step)))
              .max(Instant::compareTo)
              .orElse(receivedAt);
      Instant free = busyUntil.apply(one.by(), one.at());
      Instant started = free == null || free.isBefore(begun) ? begun : free;
      took.add(
          new Took(
              one.step(),
              one.agency(),
              working.apply(begun, one.at()),
              working.apply(started, one.at())));
      last.put(one.step(), one.at());
    }
    return took;
  }
}
