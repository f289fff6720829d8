package onestop.batch;

/** Port: what becomes of each item of a group; it is told exactly one of these, once. */
public interface Answers<I> {
  /** The transaction that did it has committed. */
  void committed(I item);

  /** Nothing of it was done, for this reason; unless the answer to its commit is lost. */
  void failed(I item, Attempt<I> last);

  /** Nothing of it was done: something it needs is locked by another transaction. */
  void locked(I item);
}
