// Over 300 lines: one state machine under one lock; its invariants are read together.
package onestop.batch;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The state of a group commit: the waiting callers, the leaders, the keys that are taken. A pure
 * state machine: it receives events and returns the next step of a caller and the callers to wake.
 * {@link GroupCommit} owns the threads and the lock, so tests can drive every interleaving.
 *
 * <ul>
 *   <li>Items of one ordering key run one at a time, in their order of arrival.
 *   <li>Batches and lone items that run at the same time share no ordering key and no exclusive
 *       key.
 *   <li>An item that was put aside keeps its keys: items queued behind it on the same keys keep
 *       waiting, all other items go on.
 *   <li>While an item can run and a caller is idle, a caller leads or has been woken to lead.
 * </ul>
 *
 * <p>Not thread-safe: every call is made under one lock.
 */
final class BatchQueue<W> {
  /**
   * The number of interactive batches that may run while a background item waits, before a
   * background batch runs.
   */
  static final int PASSES = 4;

  private final Limits limits;
  private final Set<Item<W>> waiting = new LinkedHashSet<>();
  private final Set<Item<W>> aside = new LinkedHashSet<>();
  private final Deque<Caller<W>> withoutRoom = new ArrayDeque<>();
  private final Set<Object> ordering = new HashSet<>();
  private final Map<Object, Integer> exclusive = new HashMap<>();
  private final Set<Object> exclusiveAlone = new HashSet<>();
  private final Set<Caller<W>> wakes = new LinkedHashSet<>();
  private int leaders;
  private int alone;
  private int background;
  private int passes;

  BatchQueue(Limits limits) {
    this.limits = limits;
  }

  /** The number of waiting items. */
  int waiting() {
    return waiting.size();
  }

  /**
   * Appends all items of a caller to the queue, or none; returns false if there is no room. An
   * empty queue has room for any number of items.
   */
  boolean enter(Caller<W> caller) {
    List<Item<W>> items = caller.items();
    if (!waiting.isEmpty() && waiting.size() + items.size() > limits.queue()) {
      return false;
    }
    for (Item<W> item : items) {
      item.moveTo(Item.State.WAITING);
      waiting.add(item);
      background += item.priority() == Priority.BACKGROUND ? 1 : 0;
    }
    caller.enter();
    return true;
  }

  /**
   * The next step of a caller. A caller that has not entered waits for room. A caller that has
   * entered leads if a lane is free and a batch is worth it, runs its own items that were put
   * aside, or sleeps.
   */
  Step<W> next(Caller<W> caller) {
    if (!caller.hasEntered() && !enterInTurn(caller)) {
      return new Step.Park<>();
    }
    if (caller.waits() && (caller.leads() || mayLead())) {
      List<Item<W>> batch = take();
      if (!batch.isEmpty()) {
        leaders += caller.leads() ? 0 : 1;
        caller.lead(true);
        caller.work(true);
        return new Step.Run<>(batch);
      }
    }
    handOff(caller);
    if (caller.isDone()) {
      return new Step.Done<>();
    }
    Optional<Item<W>> own = caller.firstAside(this::mayRunAlone);
    if (own.isEmpty()) {
      return new Step.Park<>();
    }
    start(own.get());
    caller.work(true);
    return new Step.Alone<>(own.get());
  }

  /** Ends a batch: settled items leave the queue, items put aside keep their keys. */
  void ended(Caller<W> leader, List<Item<W>> batch) {
    for (Item<W> item : batch) {
      if (item.isSettled()) {
        item.moveTo(Item.State.DONE);
        release(item);
      } else {
        item.moveTo(Item.State.ASIDE);
        aside.add(item);
      }
      wake(item.caller());
    }
    leader.work(false);
  }

  /**
   * Ends an item that ran alone. If a lock that it needs stayed taken all the time, the items
   * behind it that have used up their patience are refused: they would meet the same lock.
   *
   * @param expire settles an item that may wait no longer; returns false if the item may wait on
   */
  void endedAlone(Item<W> item, boolean stayedLocked, Predicate<Item<W>> expire) {
    item.moveTo(Item.State.DONE);
    alone--;
    exclusiveAlone.removeAll(item.keys().exclusive());
    release(item);
    if (stayedLocked) {
      refuse(item.keys(), expire);
    }
    aside.stream().filter(this::mayRunAlone).forEach(one -> wake(one.caller()));
    wakeALeader();
    item.caller().work(false);
  }

  /** Takes the callers to wake for the events since the last call. */
  List<Caller<W>> takeWakes() {
    List<Caller<W>> all = List.copyOf(wakes);
    wakes.clear();
    return all;
  }

  private void wake(Caller<W> caller) {
    if (!caller.works()) {
      wakes.add(caller);
    }
  }

  private boolean enterInTurn(Caller<W> caller) {
    boolean turn = withoutRoom.isEmpty() || withoutRoom.peekFirst() == caller;
    if (turn && enter(caller)) {
      withoutRoom.pollFirst();
      wakeWhoWantsRoom();
      return true;
    }
    if (!withoutRoom.contains(caller)) {
      withoutRoom.addLast(caller);
    }
    return false;
  }

  private void wakeWhoWantsRoom() {
    Caller<W> first = withoutRoom.peekFirst();
    if (first != null) {
      wake(first);
    }
  }

  /**
   * A free lane is taken at once when no other is in use; a further one only when half a batch
   * waits. Few large batches cost less than many small ones, and items that wait meanwhile run in
   * the next batch of the lane in use.
   */
  private boolean mayLead() {
    boolean worthIt = leaders == 0 || waiting.size() >= limits.batch() / 2;
    return leaders < limits.lanes() && worthIt;
  }

  /** Gives up the caller's lane and hands the lead off to the first caller that can use it. */
  private void handOff(Caller<W> caller) {
    if (caller.leads()) {
      caller.lead(false);
      leaders--;
      wakeALeader();
    }
  }

  /**
   * Wakes an idle caller to lead: the first with an item that can run, or any waiting caller if
   * only items of busy callers can run.
   */
  private void wakeALeader() {
    boolean anyFree = false;
    Set<Object> passed = new HashSet<>();
    for (Item<W> item : waiting) {
      if (passed.add(item.keys().ordering()) && isFree(item)) {
        anyFree = true;
        if (!item.caller().works()) {
          wake(item.caller());
          return;
        }
      }
    }
    if (anyFree) {
      waiting.stream()
          .map(Item::caller)
          .filter(caller -> !caller.works())
          .findFirst()
          .ifPresent(this::wake);
    }
  }

  private boolean isFree(Item<W> item) {
    return !ordering.contains(item.keys().ordering())
        && item.keys().exclusive().stream().noneMatch(exclusive::containsKey);
  }

  private boolean mayRunAlone(Item<W> item) {
    return alone < limits.alone()
        && item.keys().exclusive().stream().noneMatch(exclusiveAlone::contains);
  }

  private void start(Item<W> own) {
    aside.remove(own);
    own.moveTo(Item.State.ALONE);
    alone++;
    exclusiveAlone.addAll(own.keys().exclusive());
  }

  private void release(Item<W> item) {
    ordering.remove(item.keys().ordering());
    for (Object key : item.keys().exclusive()) {
      exclusive.computeIfPresent(key, (k, holders) -> holders == 1 ? null : holders - 1);
    }
  }

  private void refuse(Keys keys, Predicate<Item<W>> expire) {
    for (Item<W> behind : List.copyOf(waiting)) {
      if (behind.keys().share(keys) && expire.test(behind)) {
        leave(behind);
        behind.moveTo(Item.State.DONE);
        wake(behind.caller());
      }
    }
  }

  private void leave(Item<W> item) {
    waiting.remove(item);
    background -= item.priority() == Priority.BACKGROUND ? 1 : 0;
    wakeWhoWantsRoom();
  }

  /** Takes the next batch, all of one priority, and its keys; empty if no item can run. */
  private List<Item<W>> take() {
    if (background == 0) {
      return take(Priority.INTERACTIVE, Set.of());
    }
    Set<Object> urgent = urgent();
    Priority first = passes < PASSES ? Priority.INTERACTIVE : Priority.BACKGROUND;
    Priority second = passes < PASSES ? Priority.BACKGROUND : Priority.INTERACTIVE;
    List<Item<W>> batch = take(first, urgent);
    Priority taken = batch.isEmpty() ? second : first;
    if (batch.isEmpty()) {
      batch = take(second, urgent);
    }
    passes = taken == Priority.INTERACTIVE && !batch.isEmpty() ? passes + 1 : 0;
    return batch;
  }

  /** The ordering keys for which an interactive item waits: the items before it are as urgent. */
  private Set<Object> urgent() {
    Set<Object> keys = new HashSet<>();
    for (Item<W> item : waiting) {
      if (item.priority() == Priority.INTERACTIVE) {
        keys.add(item.keys().ordering());
      }
    }
    return keys;
  }

  /**
   * The items that have waited longest, at most one for each ordering key, and none that is queued
   * behind another of its key.
   */
  private List<Item<W>> take(Priority priority, Set<Object> urgent) {
    List<Item<W>> batch = new ArrayList<>();
    Set<Object> passed = new HashSet<>();
    Set<Object> ours = new HashSet<>();
    for (Iterator<Item<W>> all = waiting.iterator();
        all.hasNext() && batch.size() < limits.batch(); ) {
      Item<W> item = all.next();
      Keys keys = item.keys();
      boolean interactive =
          item.priority() == Priority.INTERACTIVE || urgent.contains(keys.ordering());
      boolean wanted = interactive == (priority == Priority.INTERACTIVE);
      if (wanted && canJoin(keys, ours) && !passed.contains(keys.ordering())) {
        all.remove();
        item.moveTo(Item.State.RUNNING);
        background -= item.priority() == Priority.BACKGROUND ? 1 : 0;
        ordering.add(keys.ordering());
        ours.addAll(keys.exclusive());
        keys.exclusive().forEach(key -> exclusive.merge(key, 1, Integer::sum));
        batch.add(item);
      } else {
        passed.add(keys.ordering());
      }
    }
    if (!batch.isEmpty()) {
      wakeWhoWantsRoom();
    }
    return batch;
  }

  private boolean canJoin(Keys keys, Set<Object> ours) {
    return !ordering.contains(keys.ordering())
        && keys.exclusive().stream()
            .noneMatch(key -> exclusive.containsKey(key) && !ours.contains(key));
  }
}
