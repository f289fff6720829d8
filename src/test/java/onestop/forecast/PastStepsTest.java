package onestop.forecast;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import onestop.engine.AgencySide;
import onestop.engine.Course;
import onestop.engine.FollowingStep;
import onestop.engine.StepPlace;
import onestop.forecast.PastSteps.Ended;
import onestop.forecast.PastSteps.Took;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** How long the steps of a past dossier took, on a clock whose every minute is a working minute. */
@Tag("pure")
class PastStepsTest {
  private static final Instant RECEIVED = Instant.parse("2026-03-02T01:00:00Z");

  /** assign, then inspect beside consult, then appraise, then sign; sign may send back. */
  private static final PastSteps MODEL =
      new PastSteps(
          new Course(
              Map.of(
                  "assign", step(Map.of("done", List.of("inspect", "consult"))),
                  "inspect", step(Map.of("done", List.of("appraise"))),
                  "consult", step(Map.of("done", List.of("appraise"))),
                  "appraise", step(Map.of("done", List.of("sign"), "more", List.of("wait"))),
                  "wait", step(Map.of("received", List.of("appraise"))),
                  "sign", step(Map.of("again", List.of("appraise"))))));

  private static Course.Step step(Map<String, List<String>> next) {
    Map<String, List<FollowingStep>> following = new HashMap<>();
    next.forEach(
        (outcome, steps) ->
            following.put(
                outcome,
                steps.stream()
                    .map(
                        id ->
                            new FollowingStep(
                                id, "specialist", AgencySide.RESOLVING, List.of(), true))
                    .toList()));
    return new Course.Step(
        AgencySide.RESOLVING, Optional.empty(), "done", new StepPlace(following, null, false));
  }

  private static Ended ended(String step, String by, long minute) {
    return new Ended(step, "A", by, RECEIVED.plusSeconds(60 * minute));
  }

  private static List<Took> took(Map<String, Long> busyUntil, Ended... steps) {
    return MODEL.of(
        RECEIVED,
        List.of(steps),
        (by, at) -> {
          Long minute = busyUntil.get(by);
          return minute == null ? null : RECEIVED.plusSeconds(60 * minute);
        },
        Duration::between);
  }

  private static List<Long> leads(List<Took> took) {
    return took.stream().map(one -> one.lead().toMinutes()).toList();
  }

  @Test
  void aStepBeginsWhenTheOneBeforeItEnds() {
    assertThat(
            leads(
                took(
                    Map.of(),
                    ended("assign", "h", 10),
                    ended("inspect", "s", 100),
                    ended("consult", "h", 300),
                    ended("appraise", "s", 360),
                    ended("sign", "c", 365))))
        .as("inspect and consult from the end of assign, appraise from the later of both")
        .containsExactly(10L, 90L, 290L, 60L, 5L);
  }

  @Test
  void theTimeOfTheApplicantBelongsToTheStepThatWaitsForHim() {
    assertThat(
            leads(
                took(
                    Map.of(),
                    ended("appraise", "s", 50),
                    ended("wait", "d", 5_000),
                    ended("appraise", "s", 5_040),
                    ended("sign", "c", 5_041),
                    ended("appraise", "s", 5_100))))
        .containsExactly(50L, 4_950L, 40L, 1L, 59L);
  }

  @Test
  void workBeginsNoEarlierThanTheOfficerIsFree() {
    List<Took> took = took(Map.of("s", 340L), ended("appraise", "s", 360), ended("sign", "c", 365));
    assertThat(took).extracting(one -> one.work().toMinutes()).containsExactly(20L, 5L);
    assertThat(took(Map.of("c", 100L), ended("appraise", "s", 360), ended("sign", "c", 365)))
        .as("free before the step began")
        .extracting(one -> one.work().toMinutes())
        .containsExactly(360L, 5L);
  }
}
