package onestop.web.page.receive;

import java.util.List;
import onestop.desk.lists.ListRow;

/**
 * How many rows of a list there are.
 *
 * @param sound those that can be received and have not been
 * @param received those that are dossiers
 * @param wrong those with findings
 */
record ListCounts(int all, int sound, int received, int wrong) {
  static ListCounts of(List<ListRow> rows) {
    int wrong = (int) rows.stream().filter(row -> !row.isSound()).count();
    int received = (int) rows.stream().filter(row -> row.earlier() != null).count();
    return new ListCounts(rows.size(), rows.size() - wrong - received, received, wrong);
  }
}
