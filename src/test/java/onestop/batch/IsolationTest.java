package onestop.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import onestop.batch.Attempt.Ending;
import onestop.batch.Attempt.Phase;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Which transactions follow one that failed, one by one. */
@Tag("pure")
class IsolationTest implements Transactions<String>, Answers<String> {
  private static final Duration TOGETHER = Duration.ofMillis(500);
  private static final Duration ONCE_LOCKED = Duration.ofMillis(50);

  private final Map<String, Ending> endings = new HashMap<>();
  private final Set<String> silent = new HashSet<>();
  private final Map<String, Set<String>> exclusive = new HashMap<>();
  private final Set<String> seenLocked = new HashSet<>();
  private final List<String> attempts = new ArrayList<>();
  private final List<Duration> timeouts = new ArrayList<>();
  private final List<String> answers = new ArrayList<>();
  private final List<Integer> pauses = new ArrayList<>();
  private Phase phase = Phase.WORKING;
  private int again;
  private int conflicts = Integer.MAX_VALUE;

  private final Isolation<String> isolation =
      new Isolation<>(this, this, new Retries(3, TOGETHER, ONCE_LOCKED, pauses::add));

  @Override
  public Attempt<String> attempt(List<String> group, Duration lockTimeout) {
    attempts.add(String.join("", group));
    timeouts.add(lockTimeout);
    for (String item : group) {
      Ending ending = endings.get(item);
      if (ending != null && (ending != Ending.CONFLICT || conflicts-- > 0)) {
        RuntimeException why = new IllegalStateException(item);
        return Attempt.rolledBack(ending, why, silent.contains(item) ? null : item, phase);
      }
    }
    return Attempt.committed();
  }

  @Override
  public Set<?> exclusive(String item) {
    return exclusive.getOrDefault(item, Set.of());
  }

  @Override
  public Set<String> locked(List<String> group) {
    return seenLocked;
  }

  @Override
  public void again() {
    again++;
  }

  @Override
  public void committed(String item) {
    answers.add(item + "+");
  }

  @Override
  public void failed(String item, Attempt<String> last) {
    answers.add(item + "-" + last.reason().getMessage());
  }

  @Override
  public void locked(String item) {
    answers.add(item + "?");
  }

  @Test
  void allGoTogetherWhenNothingFails() {
    isolation.settle(List.of("a", "b", "c"));
    assertThat(attempts).containsExactly("abc");
    assertThat(answers).containsExactly("a+", "b+", "c+");
    assertThat(again).isZero();
    isolation.settle(List.of());
    assertThat(attempts).hasSize(1);
  }

  @Test
  void aKnownCulpritGoesAloneAfterTheOthers() {
    endings.put("b", Ending.FAILED);
    isolation.settle(List.of("a", "b", "c"));
    assertThat(attempts).containsExactly("abc", "ac", "b");
    assertThat(answers).containsExactly("a+", "c+", "b-b");
    assertThat(again).isEqualTo(1);
  }

  @Test
  void aGroupWithoutACulpritIsHalvedInItsOrder() {
    endings.put("c", Ending.FAILED);
    silent.add("c");
    isolation.settle(List.of("a", "b", "c", "d", "e"));
    assertThat(attempts).containsExactly("abcde", "ab", "cde", "c", "de");
    assertThat(answers).containsExactly("a+", "b+", "c-c", "d+", "e+");
    assertThat(again).isEqualTo(2);
  }

  @Test
  void anItemThatIsAloneIsTriedAgainWhileItMeetsConflicts() {
    endings.put("a", Ending.CONFLICT);
    conflicts = 2;
    isolation.settle(List.of("a"));
    assertThat(attempts).containsExactly("a", "a", "a");
    assertThat(pauses).containsExactly(1, 2);
    assertThat(answers).containsExactly("a+");
    assertThat(again).isEqualTo(2);
  }

  @Test
  void conflictsWithoutEndAreAFailureAfterTheLastTry() {
    endings.put("a", Ending.CONFLICT);
    isolation.settle(List.of("a"));
    assertThat(attempts).hasSize(3);
    assertThat(answers).containsExactly("a-a");
    assertThat(pauses).hasSize(2);
  }

  @Test
  void aFailureOfItsOwnIsNotTriedAgain() {
    endings.put("a", Ending.FAILED);
    isolation.settle(List.of("a"));
    assertThat(attempts).containsExactly("a");
    assertThat(again).isZero();
  }

  @Test
  void whatCannotBeDoneAtAllIsSaidToEverybodyAtOnce() {
    endings.put("b", Ending.FAILED);
    endings.put("a", Ending.UNAVAILABLE);
    isolation.settle(List.of("b", "a", "c"));
    assertThat(attempts).containsExactly("bac", "ac");
    assertThat(answers).containsExactly("a-a", "c-a", "b-a");
  }

  @Test
  void aLostAnswerToACommitIsAFailureOfItsGroupAndNeverDoneAgain() {
    endings.put("c", Ending.FAILED);
    silent.add("c");
    endings.put("a", Ending.UNKNOWN);
    isolation.settle(List.of("c", "d", "a", "b"));
    assertThat(attempts).containsExactly("cdab", "cd", "c", "d", "ab");
    assertThat(answers).containsExactly("c-c", "d+", "a-a", "b-a");
  }

  @Test
  void aCulpritThatIsLockedIsPutAsideAndTheOthersWaitLessFromThen() {
    endings.put("b", Ending.LOCKED);
    isolation.settle(List.of("a", "b", "c"));
    assertThat(attempts).containsExactly("abc", "ac");
    assertThat(timeouts).containsExactly(TOGETHER, ONCE_LOCKED);
    assertThat(answers).containsExactly("b?", "a+", "c+");
    assertThat(again).isEqualTo(1);
  }

  @Test
  void whatIsSeenToBeLockedIsPutAsideWhenLockingFails() {
    phase = Phase.LOCKING;
    endings.put("b", Ending.LOCKED);
    silent.add("b");
    seenLocked.add("b");
    isolation.settle(List.of("a", "b"));
    assertThat(attempts).containsExactly("ab", "a");
    assertThat(answers).containsExactly("b?", "a+");
    endings.put("c", Ending.LOCKED);
    silent.add("c");
    seenLocked.add("c");
    isolation.settle(List.of("b", "c"));
    assertThat(answers).endsWith("b?", "c?");
  }

  @Test
  void lockingThatFailsForNoItemDividesByExclusiveKeys() {
    phase = Phase.LOCKING;
    for (String item : List.of("b", "d")) {
      endings.put(item, Ending.LOCKED);
      silent.add(item);
      exclusive.put(item, Set.of("desk"));
    }
    isolation.settle(List.of("a", "b", "c", "d"));
    assertThat(attempts).containsExactly("abcd", "bd", "ac");
    assertThat(answers).containsExactly("b?", "d?", "a+", "c+");
  }

  @Test
  void withoutExclusiveKeysAndAtWorkTheGroupIsHalved() {
    endings.put("b", Ending.LOCKED);
    silent.add("b");
    phase = Phase.LOCKING;
    isolation.settle(List.of("a", "b"));
    assertThat(attempts).containsExactly("ab", "a", "b");
    phase = Phase.WORKING;
    seenLocked.add("a");
    isolation.settle(List.of("a", "b"));
    assertThat(attempts).endsWith("ab", "a", "b");
    assertThat(answers).containsExactly("a+", "b?", "a+", "b?");
  }

  @Test
  void oneThatWasPutAsideWaitsAsLongAsItIsTold() {
    Duration long_ = Duration.ofSeconds(8);
    assertThat(isolation.settleAlone("a", long_)).isTrue();
    endings.put("a", Ending.LOCKED);
    assertThat(isolation.settleAlone("a", long_)).isFalse();
    endings.put("a", Ending.FAILED);
    assertThat(isolation.settleAlone("a", long_)).isTrue();
    assertThat(answers).containsExactly("a+", "a?", "a-a");
    assertThat(timeouts).containsOnly(long_);
  }
}
