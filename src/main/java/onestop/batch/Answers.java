package onestop.batch;

/**
 * Port: receives the result of each item of a group. Exactly one of these methods is called for
 * each item, once.
 */
public interface Answers<I> {
  /** The transaction of the item has committed. */
  void committed(I item);

  /**
   * The item failed in this attempt and had no effect; if the attempt ended as {@link
   * Attempt.Ending#UNKNOWN}, it may have had its effect.
   */
  void failed(I item, Attempt<I> last);

  /** The item had no effect: another transaction holds a lock that it needs. */
  void locked(I item);
}
