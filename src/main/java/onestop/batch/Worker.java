package onestop.batch;

import java.util.List;

/**
 * Port: does the work of items. Called on callers' threads; the queue's lock is not held, except in
 * {@link #expire}.
 */
public interface Worker<W> {
  /**
   * Runs a batch; by the return, each item has been marked {@link Item#settled()} or {@link
   * Item#putAside()}.
   */
  void run(List<Item<W>> batch);

  /**
   * Runs an item that was put aside and settles it; waits for locks as long as the item's patience
   * allows.
   *
   * @return false if a lock stayed taken all the time
   */
  boolean runAlone(Item<W> item);

  /**
   * Settles an item whose patience is used up while a lock that it needs is held outside the queue;
   * returns false if the item may wait on. Called under the queue's lock: must be quick and only
   * give an answer.
   */
  boolean expire(Item<W> item);

  /** Settles an item that {@link #run} or {@link #runAlone} left open by throwing {@code why}. */
  void abandoned(Item<W> item, Throwable why);
}
