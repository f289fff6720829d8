package onestop.batch;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A piece of work on its way through the queue.
 *
 * <p>Not thread-safe: the queue's lock hands the item from its caller to its worker and back.
 */
public final class Item<W> {
  /** The state of an item; changed by the queue. */
  enum State {
    NEW,
    WAITING,
    /** Part of a running batch. */
    RUNNING,
    /** Put aside by its batch, which has ended. */
    ASIDE,
    /** Running alone, on its caller's thread. */
    ALONE,
    DONE
  }

  private enum Mark {
    OPEN,
    SETTLED,
    ASIDE
  }

  private final W work;
  private final Keys keys;
  private final Priority priority;
  private final long arrivedNanos;
  private State state = State.NEW;
  private Mark mark = Mark.OPEN;
  private @Nullable Caller<W> caller;

  /**
   * A new item.
   *
   * @param arrivedNanos the arrival by {@link System#nanoTime()}; the patience of the item counts
   *     from it
   */
  public Item(W work, Keys keys, Priority priority, long arrivedNanos) {
    this.work = work;
    this.keys = keys;
    this.priority = priority;
    this.arrivedNanos = arrivedNanos;
  }

  /** The work of the item. */
  public W work() {
    return work;
  }

  /** The keys that it shares with other items. */
  public Keys keys() {
    return keys;
  }

  /** The priority of the item. */
  public Priority priority() {
    return priority;
  }

  /** The arrival, by {@link System#nanoTime()}. */
  public long arrivedNanos() {
    return arrivedNanos;
  }

  /** Called by the worker: the item is answered, with a result or a failure. */
  public void settled() {
    if (mark == Mark.SETTLED) {
      throw new IllegalStateException("answered twice");
    }
    mark = Mark.SETTLED;
  }

  /**
   * Called by the worker: the item had no effect, since a lock that it needs is held outside the
   * queue.
   */
  public void putAside() {
    if (mark != Mark.OPEN) {
      throw new IllegalStateException("put aside after " + mark);
    }
    mark = Mark.ASIDE;
  }

  /** Whether the item is answered. */
  public boolean isSettled() {
    return mark == Mark.SETTLED;
  }

  /** Whether the worker has neither answered the item nor put it aside. */
  public boolean isOpen() {
    return mark == Mark.OPEN;
  }

  State state() {
    return state;
  }

  void moveTo(State next) {
    state = next;
  }

  void belongsTo(Caller<W> owner) {
    if (caller != null) {
      throw new IllegalStateException("handed in twice");
    }
    caller = owner;
  }

  Caller<W> caller() {
    return Objects.requireNonNull(caller);
  }
}
