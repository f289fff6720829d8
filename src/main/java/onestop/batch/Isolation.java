package onestop.batch;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Runs a group of items in one transaction. If the transaction fails, isolation finds the item that
 * caused the failure: this item is answered with its failure, all others take effect exactly once.
 * Commands, timers and prints share this rule.
 *
 * <ul>
 *   <li>A known culprit is retried alone, after the others.
 *   <li>If the culprit is unknown, the group is halved until it is known.
 *   <li>An item locked by another transaction is put aside; the others go on without it.
 *   <li>A lone item that meets a transient conflict is retried a limited number of times.
 *   <li>If no item can run at all, all items are answered with the failure at once.
 * </ul>
 */
public final class Isolation<I> {
  private final Transactions<I> transactions;
  private final Answers<I> answers;
  private final Retries retries;

  /** Creates the rule for these transactions. */
  public Isolation(Transactions<I> transactions, Answers<I> answers, Retries retries) {
    this.transactions = transactions;
    this.answers = answers;
    this.retries = retries;
  }

  /** Runs the whole group; each item has its answer when this method returns. */
  public void settle(List<I> group) {
    Deque<List<I>> groups = new ArrayDeque<>();
    if (!group.isEmpty()) {
      groups.add(group);
    }
    Duration timeout = retries.together();
    while (!groups.isEmpty()) {
      List<I> next = groups.removeFirst();
      Attempt<I> attempt =
          next.size() == 1 ? alone(next.get(0), timeout) : transactions.attempt(next, timeout);
      switch (attempt.ending()) {
        case COMMITTED -> next.forEach(answers::committed);
        case UNKNOWN -> fail(next, attempt);
        case UNAVAILABLE -> {
          fail(next, attempt);
          groups.forEach(rest -> fail(rest, attempt));
          groups.clear();
        }
        case LOCKED -> {
          timeout = retries.onceLocked();
          withoutLocked(next, attempt).forEach(groups::addFirst);
        }
        default -> divided(next, attempt).forEach(groups::addFirst);
      }
    }
  }

  /**
   * Runs one item that was put aside.
   *
   * @param lockTimeout the longest wait for each lock
   * @return false if a lock that the item needs stayed taken; the item is answered as locked
   */
  public boolean settleAlone(I item, Duration lockTimeout) {
    Attempt<I> attempt = alone(item, lockTimeout);
    switch (attempt.ending()) {
      case COMMITTED -> answers.committed(item);
      case LOCKED -> answers.locked(item);
      default -> answers.failed(item, attempt);
    }
    return attempt.ending() != Attempt.Ending.LOCKED;
  }

  private Attempt<I> alone(I item, Duration timeout) {
    for (int tried = 1; ; tried++) {
      Attempt<I> attempt = transactions.attempt(List.of(item), timeout);
      if (attempt.ending() != Attempt.Ending.CONFLICT || tried >= retries.tries()) {
        return attempt;
      }
      transactions.again();
      retries.pause().accept(tried);
    }
  }

  private void fail(List<I> group, Attempt<I> attempt) {
    group.forEach(item -> answers.failed(item, attempt));
  }

  /** The groups to be retried, in reverse order. */
  private List<List<I>> divided(List<I> group, Attempt<I> attempt) {
    I culprit = attempt.culprit();
    if (group.size() == 1) {
      fail(group, attempt);
      return List.of();
    }
    transactions.again();
    if (culprit == null) {
      return halves(group);
    }
    return List.of(List.of(culprit), without(group, Set.of(culprit)));
  }

  /** Puts aside the items that are known to be locked; the remaining items are retried. */
  private List<List<I>> withoutLocked(List<I> group, Attempt<I> attempt) {
    I culprit = attempt.culprit();
    boolean locking = attempt.phase() == Attempt.Phase.LOCKING;
    if (group.size() == 1) {
      group.forEach(answers::locked);
      return List.of();
    }
    transactions.again();
    Set<I> locked = Set.of();
    if (culprit != null) {
      locked = Set.of(culprit);
    } else if (locking) {
      locked = transactions.locked(group);
    }
    if (locked.isEmpty()) {
      return locking ? byExclusiveKeys(group) : halves(group);
    }
    List<I> left = without(group, locked);
    group.stream().filter(locked::contains).forEach(answers::locked);
    return left.isEmpty() ? List.of() : List.of(left);
  }

  /**
   * Divides by exclusive key, since one is presumably locked: items that share a key run or wait
   * together.
   */
  private List<List<I>> byExclusiveKeys(List<I> group) {
    Map<Set<?>, List<I>> shared = new LinkedHashMap<>();
    for (I item : group) {
      shared.computeIfAbsent(transactions.exclusive(item), key -> new ArrayList<>()).add(item);
    }
    if (shared.size() > 1) {
      return List.copyOf(shared.values());
    } else if (shared.containsKey(Set.of())) {
      return halves(group);
    }
    group.forEach(answers::locked);
    return List.of();
  }

  private static <I> List<I> without(List<I> group, Set<I> some) {
    return group.stream().filter(item -> !some.contains(item)).toList();
  }

  private static <I> List<List<I>> halves(List<I> group) {
    int half = group.size() / 2;
    return List.of(group.subList(half, group.size()), group.subList(0, half));
  }
}
