package onestop.web.page.receive;

import java.util.List;
import java.util.stream.IntStream;
import onestop.desk.lists.ListRow;

/**
 * How many rows of a list there are.
 *
 * @param sound those that can be received and have not been
 * @param received those that are dossiers
 * @param wrong those with findings
 * @param failed those of the wrong ones that failed while they were received: worth another try
 */
record ListCounts(int all, int sound, int received, int wrong, int failed) {
  /** The most receipts of one document: each is held in memory until it is written. */
  static final int RECEIPTS = 100;

  /** Receipts that print as one document, the first and the last by their number in the list. */
  record Bundle(int from, int first, int last) {}

  /** The documents in which the receipts print. */
  public List<Bundle> bundles() {
    return IntStream.iterate(0, from -> from < received, from -> from + RECEIPTS)
        .mapToObj(from -> new Bundle(from, from + 1, Math.min(received, from + RECEIPTS)))
        .toList();
  }

  static ListCounts of(List<ListRow> rows) {
    int wrong = (int) rows.stream().filter(row -> !row.isSound()).count();
    int received = (int) rows.stream().filter(row -> row.earlier() != null).count();
    int failed = (int) rows.stream().filter(row -> !row.isSound() && row.intake() != null).count();
    return new ListCounts(rows.size(), rows.size() - wrong - received, received, wrong, failed);
  }
}
