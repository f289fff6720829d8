package onestop.forecast;

/**
 * The chance that a dossier ends in time if an officer takes it now. The order is that in which
 * items are given out: first those that can still be saved, the one with the least time to spare
 * before the others; then those that cannot, the one that is due first before the others. No
 * officer can save an item of the second kind, and every minute spent on one is taken from an item
 * of the first kind.
 *
 * @param left the legal working time left until it is due, in minutes; below zero once it is past
 * @param work the working time that it is expected to need, in minutes
 */
public record Chance(long left, long work) implements Comparable<Chance> {
  /** Whether the time left suffices. */
  public boolean isSaved() {
    return left >= work;
  }

  /** The minutes to spare; below zero if the time left does not suffice. */
  public long spare() {
    return left - work;
  }

  @Override
  public int compareTo(Chance other) {
    if (isSaved() != other.isSaved()) {
      return isSaved() ? -1 : 1;
    }
    return isSaved() ? Long.compare(spare(), other.spare()) : Long.compare(left, other.left);
  }
}
