package onestop.batch;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A piece of work on its way through the queue.
 *
 * <p>Not safe for many threads: the queue's lock hands it from its caller to the worker that has it
 * and back.
 */
public final class Item<W> {
  /** Where an item stands; the queue moves it. */
  enum State {
    NEW,
    WAITING,
    /** In a batch that runs. */
    RUNNING,
    /** Put aside by its batch, which has ended. */
    ASIDE,
    /** By itself, on its caller's thread. */
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
   * @param arrivedNanos by {@link System#nanoTime()}; its patience counts from there
   */
  public Item(W work, Keys keys, Priority priority, long arrivedNanos) {
    this.work = work;
    this.keys = keys;
    this.priority = priority;
    this.arrivedNanos = arrivedNanos;
  }

  /** What is to be done. */
  public W work() {
    return work;
  }

  /** What it shares with others. */
  public Keys keys() {
    return keys;
  }

  /** How urgent it is. */
  public Priority priority() {
    return priority;
  }

  /** When it arrived, by {@link System#nanoTime()}. */
  public long arrivedNanos() {
    return arrivedNanos;
  }

  /** To be said by its worker: it is answered, well or badly. */
  public void settled() {
    if (mark == Mark.SETTLED) {
      throw new IllegalStateException("answered twice");
    }
    mark = Mark.SETTLED;
  }

  /** To be said by its worker: nothing was done, since something it needs is locked outside. */
  public void putAside() {
    if (mark != Mark.OPEN) {
      throw new IllegalStateException("put aside after " + mark);
    }
    mark = Mark.ASIDE;
  }

  /** Whether it is answered. */
  public boolean isSettled() {
    return mark == Mark.SETTLED;
  }

  /** Whether its worker has neither answered it nor put it aside. */
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
