package onestop.kernel;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Lists of keys for {@code in (…)}, in few sizes. */
public final class InList {
  private InList() {}

  /**
   * The keys, the last one repeated until their number is a power of two. A database parses and
   * plans each size of list anew; of the few sizes that are left it keeps the plans.
   *
   * @param keys at least one
   */
  public static List<String> padded(Collection<String> keys) {
    List<String> list = new ArrayList<>(keys);
    String last = list.get(list.size() - 1);
    int size = Integer.highestOneBit(list.size());
    while (size < list.size()) {
      size <<= 1;
    }
    while (list.size() < size) {
      list.add(last);
    }
    return list;
  }
}
