package onestop.batch;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Who hands in items and stays until all of them are answered. Guarded by the queue's lock. */
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

  /** Lets its thread ask for the next step, now or when it is about to park. */
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

  /** Whether it runs a batch or an item now, and so is not waiting. */
  boolean works() {
    return works;
  }

  void work(boolean now) {
    works = now;
  }

  boolean isDone() {
    return items.stream().allMatch(item -> item.state() == Item.State.DONE);
  }

  /** Whether a batch has to come for one of its items, or has it. */
  boolean waits() {
    return items.stream()
        .map(Item::state)
        .anyMatch(state -> state == Item.State.WAITING || state == Item.State.RUNNING);
  }

  /** The first of its items that a batch has put aside and that may go now. */
  Optional<Item<W>> firstAside(Predicate<Item<W>> mayGo) {
    return items.stream()
        .filter(item -> item.state() == Item.State.ASIDE)
        .filter(mayGo)
        .findFirst();
  }
}
