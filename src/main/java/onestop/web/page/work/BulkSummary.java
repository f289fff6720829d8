package onestop.web.page.work;

import java.io.Serial;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * What became of many items at once; kept in the session until the list shows it.
 *
 * @param act {@code claim}, {@code release} or {@code assign}
 * @param back the list that the items were chosen in
 * @param done the number of items that succeeded
 * @param left the number of items of the list that were not reached
 * @param missed the items that failed, in the order of the request
 */
public record BulkSummary(String act, String back, int done, long left, List<Missed> missed)
    implements Serializable {
  @Serial private static final long serialVersionUID = 1L;

  /** As many items as one request, or the portions of one, may name. */
  static final int MOST = 1000;

  /** Where the session keeps it. */
  static final String KEPT = BulkSummary.class.getName();

  public BulkSummary {
    missed = List.copyOf(missed);
  }

  /** One item that failed: its name in the reader's language, and the reason. */
  public record Missed(String id, String named, String why) implements Serializable {
    @Serial private static final long serialVersionUID = 1L;
  }

  static final String CLAIM = "claim";
  static final String RELEASE = "release";

  /** The act that gives items to an officer. */
  static final String ASSIGN = "assign";

  /** The path that tries the failed ones again. */
  public String path() {
    return act.equals(ASSIGN) ? "/assignments/choose" : "/my-work/" + act;
  }

  /** The key of the sentence on the items that succeeded. */
  public String said() {
    return act.equals(CLAIM) ? "said.claimed-many" : "said.released-many";
  }

  /** Both together: a further portion of the same act. */
  BulkSummary and(BulkSummary further) {
    List<Missed> all = new ArrayList<>(missed);
    all.addAll(further.missed);
    return new BulkSummary(act, back, done + further.done, further.left, all);
  }
}
