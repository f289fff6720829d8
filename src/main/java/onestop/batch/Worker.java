package onestop.batch;

import java.util.List;

/** Port: does the work of items. Called on callers' threads, without the queue's lock. */
public interface Worker<W> {
  /**
   * Runs a batch: afterwards each of its items is {@link Item#settled()} or {@link
   * Item#putAside()}.
   */
  void run(List<Item<W>> batch);

  /**
   * Runs an item that was put aside, waiting for what is locked as long as it may, and settles it.
   *
   * @return false if that stayed locked all the time
   */
  boolean runAlone(Item<W> item);

  /**
   * Settles an item that has waited as long as it may, since what it needs is locked outside; false
   * if it may wait on. Called under the queue's lock: quick, and no more than an answer.
   */
  boolean expire(Item<W> item);

  /** Settles an item that {@link #run} or {@link #runAlone} left open by a throw. */
  void abandoned(Item<W> item, Throwable why);
}
