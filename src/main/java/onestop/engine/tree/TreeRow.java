package onestop.engine.tree;

import java.time.Instant;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The row of a dossier's processes.
 *
 * @param dueAt when the first timer can fire; null if none can
 * @param tried whether that timer has failed before
 * @param tree the processes, or no bytes once all have ended
 */
record TreeRow(String dossier, long revision, @Nullable Instant dueAt, boolean tried, byte[] tree) {
  private static final byte[] NOTHING = {};

  static TreeRow ofNothing(String dossier) {
    return new TreeRow(dossier, 0, null, false, NOTHING);
  }

  boolean isGone() {
    return tree.length == 0;
  }

  boolean isSame(TreeRow other) {
    return Arrays.equals(tree, other.tree);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof TreeRow row
        && row.dossier.equals(dossier)
        && row.revision == revision
        && isSame(row);
  }

  @Override
  public int hashCode() {
    return dossier.hashCode();
  }

  @Override
  public String toString() {
    return dossier + " revision " + revision + ", " + tree.length + " bytes, due " + dueAt;
  }
}
