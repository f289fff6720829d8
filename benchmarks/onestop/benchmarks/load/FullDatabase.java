package onestop.benchmarks.load;

import java.util.Locale;
import onestop.benchmarks.load.Multiplication.Kind;

/**
 * A database as a city has it after some time.
 *
 * @param open open dossiers, at least
 * @param closed closed dossiers, at least
 * @param originals of each kind made by the commands themselves; SQL multiplies them
 */
record FullDatabase(long open, long closed, long originals) {
  private static final String STATE = "^(process_tree|inbox_item)";
  private static final String ALL = ".";

  /**
   * Fills the database of the contender and tells what a dossier takes there.
   *
   * @throws Exception if the contender or the database fails
   */
  void fill(Contender full, BenchDatabase.Where where, Report report) throws Exception {
    long start = System.nanoTime();
    int lives = (int) Math.min(originals, closed);
    full.live(0, lives + lives / 12L + 1); // some of them are late, and are not copied
    full.open((int) Math.min(originals, open), 0, Town.WARDS);
    full.settle();
    try (Multiplication rows = new Multiplication(where)) {
      long before = rows.bytes(ALL);
      long moreClosed = rows.multiply(Kind.CLOSED, closed);
      long evidence = rows.bytes(ALL) - before;
      long stateBefore = rows.bytes(STATE);
      long moreOpen = rows.multiply(Kind.OPEN, open);
      long state = rows.bytes(STATE) - stateBefore;
      double seconds = (System.nanoTime() - start) / 1e9;
      rows.settle();
      report.say(
          String.format(
              Locale.ROOT,
              "%,d closed and %,d open dossiers after %.0f s; %,d bytes of evidence a closed"
                  + " dossier, %,d of state an open one",
              moreClosed,
              moreOpen,
              seconds,
              evidence / moreClosed,
              state / moreOpen));
      report.field("closed", String.valueOf(moreClosed)).field("open", String.valueOf(moreOpen));
      report.field("fillSeconds", String.format(Locale.ROOT, "%.0f", seconds));
      report.field("evidenceBytes", String.valueOf(evidence / moreClosed));
      report.field("stateBytes", String.valueOf(state / moreOpen));
    }
  }
}
