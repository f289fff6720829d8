package onestop.web.page.work;

import java.io.Serial;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import onestop.web.worklist.ChosenItems;
import org.jspecify.annotations.Nullable;

/**
 * What became of many items at once; kept in the session until the list shows it.
 *
 * @param act {@code claim}, {@code release} or {@code assign}
 * @param back the list that the items were chosen in
 * @param done the number of items that succeeded
 * @param left the number of items of the list that were not reached
 * @param missed the items that failed, in the order of the request
 * @param typed what was typed for all items, which the retry sends again
 */
public record BulkSummary(
    String act, String back, int done, long left, List<Missed> missed, Map<String, String> typed)
    implements Serializable {
  @Serial private static final long serialVersionUID = 1L;

  /** As many items as one request, or the portions of one, may name. */
  static final int MOST = ChosenItems.MOST;

  /** Where the session keeps it. */
  static final String KEPT = BulkSummary.class.getName();

  public BulkSummary {
    missed = List.copyOf(missed);
    typed = Map.copyOf(typed);
  }

  /** What became of an act for which nothing is typed. */
  BulkSummary(String act, String back, int done, long left, List<Missed> missed) {
    this(act, back, done, left, missed, Map.of());
  }

  /** One item that failed: its name in the reader's language, and the reason. */
  public record Missed(String id, String named, String why) implements Serializable {
    @Serial private static final long serialVersionUID = 1L;
  }

  static final String CLAIM = "claim";
  static final String RELEASE = "release";

  /** The act that gives items to an officer. */
  static final String ASSIGN = "assign";

  /** The act that ends the steps of items. */
  static final String FINISH = "finish";

  /** The act that takes the ends of steps back. */
  static final String TAKE_BACK = "take-back";

  /** The path that tries the failed ones again; null where a second try is no use. */
  public @Nullable String path() {
    return switch (act) {
      case TAKE_BACK -> null;
      case ASSIGN -> "/assignments/choose";
      case FINISH -> "/my-work/finish/choose";
      default -> "/my-work/" + act;
    };
  }

  /** The key of the sentence on the items that succeeded. */
  public String said() {
    return switch (act) {
      case CLAIM -> "said.claimed-many";
      case FINISH -> "said.finished-many";
      default -> "said.released-many";
    };
  }

  /** Both together: a further portion of the same act. */
  BulkSummary and(BulkSummary further) {
    List<Missed> all = new ArrayList<>(missed);
    all.addAll(further.missed);
    Map<String, String> both = new LinkedHashMap<>(typed);
    both.putAll(further.typed);
    return new BulkSummary(act, back, done + further.done, further.left, all, both);
  }
}
