package onestop.batch;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * A caller: a thread that submits items and waits until all of them are settled. Guarded by the
 * queue's lock.
 */
final class Caller<W> {
  private final List<Item<W>> items;
  private final Runnable wakeUp;
  private boolean entered;
  private boolean leads;
  private boolean works;

  Caller(List<Item<W>> items, Runnable wakeUp) {
    this.items = List.copyOf(items);
    this.wakeUp = wakeUp;
    items.forEach(item -> item.belongsTo(this));
  }

  List<Item<W>> items() {
    return items;
  }

  /** Makes the caller's thread ask for its next step, now or when it is about to park. */
  void wake() {
    wakeUp.run();
  }

  boolean hasEntered() {
    return entered;
  }

  void enter() {
    entered = true;
  }

  boolean leads() {
    return leads;
  }

  void lead(boolean now) {
    leads = now;
  }

  /** Whether the caller runs a batch or an item now, and so is not waiting. */
  boolean works() {
    return works;
  }

  void work(boolean now) {
    works = now;
  }

  boolean isDone() {
    return items.stream().allMatch(item -> item.state() == Item.State.DONE);
  }

  /** Whether one of its items waits for a batch or is part of one. */
  boolean waits() {
    return items.stream()
        .map(Item::state)
        .anyMatch(state -> state == Item.State.WAITING || state == Item.State.RUNNING);
  }

  /** The first of its items that a batch has put aside and that may run now. */
  Optional<Item<W>> firstAside(Predicate<Item<W>> mayGo) {
    return items.stream()
        .filter(item -> item.state() == Item.State.ASIDE)
        .filter(mayGo)
        .findFirst();
  }
}
